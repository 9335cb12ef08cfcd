import { css } from 'lit'
import { paneStyles } from '../ui/pane-styles.ts'

/** What pages that take the place of list and reader have in common. */
export const pageStyles = [
  paneStyles,
  css`
    header {
      border-bottom: 1px solid var(--border);
    }
    .scroll {
      flex: 1;
      min-height: 0;
      overflow: auto;
    }
    .scroll:focus-visible {
      outline-offset: -2px;
    }
  `,
]
