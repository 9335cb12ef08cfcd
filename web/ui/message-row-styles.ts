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
    touch-action: pan-y;
    -webkit-touch-callout: none;
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
  /* What commands are about is what is selected, not what is open. */
  :host([selecting][open]:not([selected])) .row {
    background: none;
  }
  :host([selected]) .row {
    background: var(--selection);
  }
  .pick {
    position: absolute;
    inset: 0 auto 0 0;
    display: flex;
    align-items: flex-start;
    width: 28px;
    padding: 11px 0 0 9px;
  }
  .box {
    display: none;
    width: 14px;
    height: 14px;
    border: 1px solid var(--border-control);
    border-radius: 3px;
    background: var(--surface);
  }
  .box app-icon {
    display: none;
    width: 12px;
    height: 12px;
    color: var(--on-accent);
  }
  :host([selected]) .box,
  :host([selecting]) .box {
    display: flex;
  }
  @media (hover: hover) {
    :host(:hover) .box {
      display: flex;
    }
    :host(:hover) .dot {
      visibility: hidden;
    }
  }
  :host([selecting]) .dot {
    visibility: hidden;
  }
  :host([selected]) .box {
    border-color: var(--accent);
    background: var(--accent);
  }
  :host([selected]) .box app-icon {
    display: flex;
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
  .tag {
    max-width: 96px;
  }
  .tag:hover {
    color: var(--accent);
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
  :host([compact]) .pick {
    padding-top: 9px;
  }
  :host([compact][selecting]) .mark app-icon,
  :host([compact]:hover) .mark app-icon,
  :host([compact]) .dot + * + app-icon {
    display: none;
  }
  :host([compact]) .arrow + mail-address,
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
