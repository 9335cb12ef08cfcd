import { css } from 'lit'

/** What the IMAP and POP3 views have in common: panes side by side, one below the other, or one at a time. */
export const sessionStyles = css`
  :host {
    container-type: inline-size;
  }
  .panes {
    display: grid;
    flex: 1;
    min-height: 0;
  }
  .pane {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  .bar {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--space-2);
    min-height: 40px;
    padding: 0 var(--space-4) 0 var(--space-5);
    border-bottom: 1px solid var(--border);
  }
  .bar h3 {
    flex: 0 1 auto;
    min-width: 0;
    margin: 0;
    overflow: hidden;
    font-size: var(--size-2);
    font-weight: var(--weight-strong);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .count,
  .facts {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .facts {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 0 var(--space-5);
    margin: 0;
    padding: var(--space-2) var(--space-5);
    border-top: 1px solid var(--border);
    font: var(--size-1) / 18px var(--mono);
  }
  .log {
    border-left: 1px solid var(--border);
  }
  .log .bar {
    padding-right: var(--space-3);
  }
  wire-log {
    flex: 1;
  }
  virtual-list {
    flex: 1;
    min-height: 0;
  }
  .body {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    overflow: hidden auto;
  }
  .state {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--space-3);
    min-height: 28px;
    padding: 0 var(--space-5);
    border-top: 1px solid var(--border);
    color: var(--muted);
    font-size: var(--size-1);
  }
  .dot {
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--warning);
  }
  .dot.live {
    background: var(--success);
  }
  .dot.lost {
    background: var(--danger);
  }
  .alert {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--space-3);
    margin: 0;
    padding: var(--space-3) var(--space-5);
    background: var(--danger-soft);
    color: var(--danger);
    overflow-wrap: anywhere;
  }
  .alert span {
    flex: 1;
    min-width: 0;
  }
  .alert button {
    color: var(--text);
  }
  form.password {
    display: flex;
    gap: var(--space-3);
    margin-top: var(--space-3);
  }
  input {
    min-width: 0;
    height: var(--control);
    padding: 0 var(--space-3);
    border: 1px solid var(--border-control);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    justify-content: flex-end;
    margin-top: var(--space-5);
  }
  .one {
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }
  .one .pane {
    border: 0;
  }
  .one .bar {
    gap: 0;
  }
  .one .bar h3 {
    margin-right: var(--space-3);
  }
  tab-bar {
    flex: none;
    padding: 0 var(--space-3);
    border-bottom: 1px solid var(--border);
  }
  .narrow .bar {
    flex-wrap: wrap;
    padding: var(--space-3) var(--space-3) var(--space-3) var(--space-4);
  }
`
