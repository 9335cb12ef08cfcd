import { css } from 'lit'

export const appShellStyles = css`
  :host {
    position: fixed;
    inset: 0;
    display: block;
  }
  .panes {
    display: grid;
    height: 100%;
    grid-template-rows: minmax(0, 1fr);
  }
  .wide {
    grid-template-columns: var(--sidebar-width) var(--list-width) minmax(0, 1fr);
  }
  .medium {
    grid-template-columns: min(var(--list-width), 45vw) minmax(0, 1fr);
  }
  .narrow {
    grid-template-columns: minmax(0, 1fr);
  }
  main {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  .wide main {
    border-left: 1px solid var(--border);
  }
  .wide main,
  .medium main {
    border-right: 1px solid var(--border);
  }
  .sidebarWidth {
    left: -1px;
  }
  .listWidth {
    right: -1px;
  }
  list-view {
    flex: 1;
  }
  .lost {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--space-3);
    margin: 0;
    padding: var(--space-3) var(--space-4);
    background: var(--danger-soft);
    color: var(--danger);
  }
  .page {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    grid-column: 1 / -1;
  }
  .wide .page {
    grid-column: 2 / -1;
    border-right: 0;
  }
  .page > :last-child {
    flex: 1;
  }
  .welcome {
    display: flex;
    justify-content: center;
    padding: 8vh var(--space-6) var(--space-6);
    overflow: auto;
    background: var(--surface);
  }
  .toasts {
    position: fixed;
    z-index: 20;
    bottom: var(--space-5);
    left: 50%;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--space-3);
    transform: translateX(-50%);
    white-space: nowrap;
  }
  .drop {
    position: fixed;
    z-index: 30;
    inset: var(--space-4);
    display: flex;
    align-items: center;
    justify-content: center;
    margin: 0;
    border: 2px dashed var(--accent);
    border-radius: var(--radius-panel);
    background: color-mix(in srgb, var(--surface) 88%, transparent);
    color: var(--accent);
    font-size: var(--size-4);
    font-weight: var(--weight-strong);
  }
  .notice {
    max-width: calc(100vw - 32px);
    margin: 0;
    padding: var(--space-3) var(--space-5);
    border-radius: var(--radius-panel);
    border: 1px solid var(--border);
    background: var(--raised);
    box-shadow: var(--shadow);
    white-space: normal;
  }
  .notice.danger {
    border-color: transparent;
    background: var(--danger);
    color: var(--on-accent);
  }
  .notice a {
    margin-left: var(--space-4);
    font-weight: var(--weight-strong);
  }
`
