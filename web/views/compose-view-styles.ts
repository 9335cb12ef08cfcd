import { css } from 'lit'

export const composeViewStyles = css`
  .head {
    border-bottom: 1px solid var(--border);
  }
  form {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    overflow: auto;
  }
  textarea {
    flex: 1;
    min-height: 160px;
    padding: var(--space-5);
    border: 0;
    outline: 0;
    background: none;
    line-height: 1.55;
    resize: none;
  }
  textarea:focus-visible {
    outline: 0;
  }
  textarea.source {
    color: var(--code-text);
    font: var(--size-1) / 18px var(--mono);
    tab-size: 2;
  }
  .reason,
  .files .error {
    margin: 0;
    color: var(--danger);
    overflow-wrap: anywhere;
  }
  .reason {
    padding: var(--space-3) var(--space-5);
    background: var(--danger-soft);
  }
  .files {
    display: flex;
    flex: none;
    flex-direction: column;
    gap: var(--space-3);
    max-height: 40%;
    padding: var(--space-4) var(--space-5);
    border-top: 1px solid var(--border);
    overflow: auto;
  }
  .whole {
    display: flex;
    gap: var(--space-3);
    align-items: center;
    margin: 0;
    color: var(--muted);
  }
  .foot {
    display: flex;
    flex: none;
    gap: var(--space-3);
    align-items: center;
    padding: var(--space-3) var(--space-5);
    border-top: 1px solid var(--border);
  }
  kbd {
    font: var(--size-1) var(--mono);
    opacity: 0.8;
  }
  @media (max-width: 699.98px) {
    kbd {
      display: none;
    }
  }
`
