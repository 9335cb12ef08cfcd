import { css } from 'lit'

export const listViewStyles = css`
  header {
    padding: 0 var(--space-4);
  }
  .bar {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--space-3);
    height: 32px;
    padding: 0 var(--space-3) 0 var(--space-4);
    border-bottom: 1px solid var(--border);
  }
  h2 {
    margin: 0;
    overflow: hidden;
    font-size: var(--size-2);
    font-weight: var(--weight-strong);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .count {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  .body {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden;
  }
  virtual-list {
    height: 100%;
  }
  .empty {
    height: 100%;
    overflow: auto;
  }
  ::slotted(*) {
    padding: var(--space-5);
    box-sizing: border-box;
  }
  .pill {
    position: absolute;
    z-index: 3;
    top: var(--space-3);
    left: 50%;
    height: 26px;
    padding: 0 var(--space-4) 0 var(--space-3);
    border: 0;
    border-radius: 13px;
    background: var(--accent);
    box-shadow: var(--shadow);
    color: var(--on-accent);
    font-weight: var(--weight-strong);
    transform: translateX(-50%);
  }
  .pill:hover {
    background: var(--accent);
  }
`
