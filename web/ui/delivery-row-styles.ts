import { css } from 'lit'

export const deliveryRowStyles = css`
  :host {
    display: block;
    border-top: 1px solid var(--border);
  }
  .row {
    display: flex;
    align-items: flex-start;
    padding: 0 var(--space-4) 0 var(--space-3);
  }
  :host([picked]) .row {
    background: var(--selection);
  }
  .row:hover {
    background: var(--hover);
  }
  :host([picked]) .row:hover {
    background: var(--selection);
  }
  .pick {
    --square: 28px;
    margin-top: var(--space-3);
    border: 0;
    background: none;
  }
  .box {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 16px;
    height: 16px;
    border: 1px solid var(--border-control);
    border-radius: 3px;
    background: var(--surface);
  }
  .pick[aria-checked='true'] {
    background: none;
  }
  .pick[aria-checked='true'] .box {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .box app-icon {
    width: 12px;
    height: 12px;
  }
  .fold {
    display: flex;
    flex: 1;
    gap: var(--space-3);
    align-items: flex-start;
    justify-content: flex-start;
    min-width: 0;
    height: auto;
    padding: var(--space-3) var(--space-2);
    border: 0;
    background: none;
    text-align: start;
    white-space: normal;
    cursor: default;
  }
  .fold:hover {
    background: none;
  }
  .fold:focus-visible {
    outline-offset: -2px;
  }
  .fold > app-icon {
    margin-top: 2px;
    color: var(--muted);
    transition: rotate var(--motion) var(--ease);
  }
  .fold[aria-expanded='true'] > app-icon {
    rotate: 90deg;
  }
  .what {
    flex: 1;
    min-width: 0;
  }
  .line {
    display: flex;
    gap: 0 var(--space-4);
    align-items: baseline;
  }
  mail-address {
    flex: 0 1 auto;
    min-width: 0;
    font-weight: var(--weight-strong);
  }
  .subject {
    flex: 1 1 0;
    min-width: 0;
    overflow: hidden;
    color: var(--muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .when {
    min-width: 88px;
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  code {
    flex: 1 1 0;
    min-width: 0;
    overflow: hidden;
    color: var(--text);
    font: var(--size-1) / 20px var(--mono);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .facts {
    color: var(--muted);
    font-size: var(--size-1);
    white-space: nowrap;
  }
  .facts span + span::before {
    content: ' · ';
  }
  .acts {
    display: flex;
    flex: none;
    justify-content: flex-end;
    min-width: calc(3 * var(--control));
    padding: var(--space-3) 0;
  }
  slot {
    display: block;
    padding-left: 40px;
  }
  @media (max-width: 699.98px) {
    .line {
      flex-wrap: wrap;
    }
    .line mail-address,
    .line .subject,
    .line code {
      flex: 1 0 100%;
    }
    code {
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .when {
      min-width: 0;
      margin-left: auto;
    }
    .row {
      position: relative;
      padding: 0 var(--space-3) 0 var(--space-2);
    }
    /* Beside the last line, which leaves room for them. */
    .acts {
      position: absolute;
      right: var(--space-3);
      bottom: var(--space-2);
      padding: 0;
    }
    .facts {
      min-width: 0;
      margin-right: calc(3 * var(--control));
      overflow: hidden;
      text-overflow: ellipsis;
    }
    slot {
      padding-left: var(--space-3);
    }
  }
`
