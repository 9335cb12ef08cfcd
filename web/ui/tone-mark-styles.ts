import { css } from 'lit'

/** Pictures in circles whose colour underlines what they say; the class of what they stand in is the tone. */
export const toneMarkStyles = css`
  app-icon {
    position: relative;
    width: 20px;
    height: 20px;
    padding: 4px;
    box-sizing: border-box;
    border-radius: 50%;
    background: var(--neutral-soft);
    color: var(--muted);
  }
  .success app-icon {
    background: var(--success-soft);
    color: var(--success);
  }
  .warning app-icon {
    background: var(--warning-soft);
    color: var(--warning);
  }
  .danger app-icon {
    background: var(--danger-soft);
    color: var(--danger);
  }
`
