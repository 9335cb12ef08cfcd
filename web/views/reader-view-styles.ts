import { css } from 'lit'

export const readerViewStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--surface);
  }
  .bar {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--space-2);
    height: var(--bar);
    padding: 0 var(--space-4);
    border-bottom: 1px solid var(--border);
  }
  .space {
    flex: 1;
  }
  message-header {
    flex: 0 1 auto;
    min-height: 0;
    max-height: 45%;
    overflow: auto;
  }
  tab-bar {
    flex: none;
    padding: 0 var(--space-5);
    border-bottom: 1px solid var(--border);
  }
  .panel {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    overflow: auto;
  }
  .panel:focus-visible {
    outline-offset: -2px;
  }
  .panel > * {
    flex: 1;
    min-height: 0;
  }
  state-panel {
    flex: 1;
  }
`
