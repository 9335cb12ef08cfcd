import { css } from 'lit'

/** Two lines on a grid (who and when; what about), or all of it on one line when compact. */
export const messageRowStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
    height: var(--row-comfortable);
    contain: strict;
    font: var(--size-2) / 18px var(--sans);
    color: var(--text);
    cursor: default;
    user-select: none;
  }
  :host([compact]) {
    height: var(--row-compact);
  }
  .row {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
    padding: 9px var(--space-4) 8px 28px;
    border-bottom: 1px solid var(--border);
  }
  :host(:hover) .row {
    background: var(--hover);
  }
  :host([open]) .row {
    background: var(--selection);
    box-shadow: inset 2px 0 var(--accent);
  }
  .mark {
    position: absolute;
    top: 14px;
    left: 10px;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 9px;
    width: 12px;
  }
  .dot {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--accent);
  }
  .mark app-icon {
    width: 12px;
    height: 12px;
    color: var(--warning);
  }
  .line {
    display: flex;
    gap: var(--space-3);
    align-items: center;
  }
  .people,
  .about {
    display: flex;
    flex: 1;
    gap: var(--space-3);
    min-width: 0;
    overflow: hidden;
    white-space: nowrap;
  }
  .people {
    display: grid;
    grid-template-columns: fit-content(45%) max-content minmax(0, max-content) max-content;
    gap: var(--space-2);
  }
  .sender {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .unread .sender,
  .unread .subject {
    font-weight: var(--weight-strong);
  }
  .arrow,
  .more,
  .subject {
    flex: 0 1 auto;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .missing {
    color: var(--muted);
    font-style: italic;
  }
  .preview {
    flex: 1 1000 0;
    overflow: hidden;
    color: var(--muted);
    text-overflow: ellipsis;
  }
  .clip {
    width: 14px;
    height: 14px;
    color: var(--muted);
  }
  time {
    color: var(--muted);
    font-size: var(--size-1);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  :host([compact]) .row {
    flex-direction: row;
    gap: var(--space-4);
    align-items: center;
    padding-block: 0;
  }
  :host([compact]) .line {
    display: contents;
  }
  :host([compact]) .people {
    flex: 0 0 30%;
    grid-template-columns: minmax(0, 1fr);
  }
  :host([compact]) time {
    order: 1;
  }
  :host([compact]) .mark {
    top: 11px;
  }
  :host([compact]) .dot + * + app-icon {
    display: none;
  }
  :host([compact]) mail-address,
  :host([compact]) .arrow,
  :host([compact]) .more,
  :host([compact]) note-badge {
    display: none;
  }
  :host([compact]) .sender {
    max-width: 100%;
  }
  .quiet {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`
