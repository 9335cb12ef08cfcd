import { css } from 'lit'

/** Three columns; where there is no room for them the log goes below. */
export const maildropViewStyles = css`
  .several {
    grid-template:
      'maildrop message' minmax(0, 1fr)
      'log log' 220px / minmax(380px, 1fr) minmax(0, 1fr);
  }
  .several .maildrop {
    grid-area: maildrop;
  }
  .several .message {
    grid-area: message;
  }
  .several .log {
    grid-area: log;
    border-top: 1px solid var(--border);
    border-left: 0;
  }
  @container (min-width: 1100px) {
    .several {
      grid-template: 'maildrop message log' minmax(0, 1fr) / minmax(420px, 2fr) minmax(0, 2fr) minmax(
          260px,
          1.2fr
        );
    }
    .several .log {
      border-top: 0;
      border-left: 1px solid var(--border);
    }
  }
  .message {
    border-left: 1px solid var(--border);
  }
  .bar {
    flex-wrap: wrap;
    padding-block: var(--space-2);
  }
  .commands {
    display: flex;
    gap: var(--space-2);
  }
  .commands button {
    padding: 0 var(--space-3);
    font: var(--size-1) var(--mono);
  }
  button:disabled {
    color: var(--muted);
    cursor: default;
  }
  .titles {
    display: grid;
    grid-template-columns: 5ch 9ch minmax(0, 1fr) max-content;
    flex: none;
    gap: var(--space-4);
    padding: var(--space-2) var(--space-5) var(--space-2) var(--space-3);
    border-bottom: 1px solid var(--border);
    color: var(--muted);
    font-size: var(--size-1);
  }
  .titles span:nth-child(-n + 2) {
    text-align: end;
  }
  .program-like {
    flex: none;
    padding: var(--space-4) var(--space-5);
    border-top: 1px solid var(--border);
    background: var(--canvas);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
  }
  label {
    display: flex;
    gap: var(--space-3);
    align-items: center;
  }
  input[type='checkbox'] {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--accent);
  }
  .program-like p {
    min-height: 2.9em;
    margin: var(--space-3) 0 0;
    color: var(--muted);
    font-size: var(--size-1);
  }
  code-view {
    flex: 1;
    min-height: 0;
  }
  .said,
  .holders {
    max-width: 52ch;
    margin: 0;
    padding: 0;
    color: var(--muted);
    list-style: none;
    overflow-wrap: anywhere;
  }
  .holders {
    color: var(--text);
    font: var(--size-1) / 20px var(--mono);
  }
  .state {
    padding-block: var(--space-2);
  }
`
