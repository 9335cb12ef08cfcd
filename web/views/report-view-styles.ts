import { css } from 'lit'

export const reportViewStyles = css`
  :host {
    display: block;
    width: min(440px, calc(100vw - 64px));
  }
  p {
    margin: 0 0 var(--space-4);
    color: var(--muted);
  }
  fieldset {
    margin: 0 0 var(--space-4);
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 var(--space-2);
    color: var(--muted);
    font-size: var(--size-1);
    font-weight: var(--weight-strong);
  }
  fieldset label {
    display: flex;
    gap: var(--space-3);
    align-items: center;
    min-height: 28px;
    padding: 0 var(--space-3);
    border-radius: var(--radius);
    cursor: pointer;
  }
  fieldset label:hover {
    background: var(--hover);
  }
  fieldset label:has(:checked) {
    background: var(--selection);
  }
  fieldset span {
    flex: 1;
  }
  input {
    flex: none;
    margin: 0;
    accent-color: var(--accent);
  }
  code {
    color: var(--muted);
    font: var(--size-1) var(--mono);
    white-space: nowrap;
  }
  .recipient {
    display: block;
    margin-bottom: var(--space-4);
  }
  .recipient span {
    display: block;
    padding-bottom: var(--space-2);
    color: var(--muted);
    font-size: var(--size-1);
    font-weight: var(--weight-strong);
  }
  select {
    width: 100%;
    height: var(--control);
    padding: 0 var(--space-3);
    border: 1px solid var(--border-control);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  .error {
    margin-bottom: var(--space-4);
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius);
    background: var(--danger-soft);
    color: var(--danger);
    overflow-wrap: anywhere;
  }
  .choice {
    display: flex;
    justify-content: flex-end;
  }
`
