import { css } from 'lit'

export const readerViewStyles = css`
  .head {
    gap: var(--space-1);
    padding: 0 var(--space-4);
    border-bottom: 1px solid var(--border);
  }
  message-header {
    flex: 0 1 auto;
    min-height: 0;
    max-height: 45%;
    overflow: auto;
  }
  thread-view {
    flex: none;
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
