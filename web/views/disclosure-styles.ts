import { css } from 'lit'

/** A `details` element whose summary begins with an arrow that turns. */
export const disclosureStyles = css`
  summary {
    cursor: default;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    background: var(--hover);
  }
  summary:focus-visible {
    outline-offset: -2px;
  }
  summary > app-icon {
    color: var(--muted);
    transition: rotate var(--motion) var(--ease);
  }
  details[open] > summary > app-icon {
    rotate: 90deg;
  }
`
