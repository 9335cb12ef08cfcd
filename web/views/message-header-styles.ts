import { css } from 'lit'

export const messageHeaderStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    padding: var(--space-5) var(--space-5) var(--space-4);
  }
  h2 {
    margin: 0 0 var(--space-4);
    font-size: var(--size-5);
    font-weight: var(--weight-strong);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  h2 note-badge {
    margin-left: var(--space-2);
    vertical-align: middle;
  }
  h2.missing {
    color: var(--muted);
    font-style: italic;
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--space-1) var(--space-4);
    margin: 0;
  }
  dt {
    color: var(--muted);
    line-height: 22px;
  }
  dd {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-4);
    min-width: 0;
    margin: 0;
    line-height: 22px;
  }
  dt.different {
    color: var(--warning);
  }
  @container (max-width: 370px) {
    dl {
      grid-template-columns: minmax(0, 1fr);
    }
    dt:not(:first-of-type) {
      margin-top: var(--space-2);
    }
    dt,
    dd {
      line-height: 20px;
    }
  }
  .null {
    font-family: var(--mono);
    font-size: var(--size-1);
  }
  dd button {
    height: 22px;
    padding: 0 var(--space-2);
    color: var(--accent);
  }
  .facts {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  .facts time {
    color: var(--text);
  }
  one-time-codes {
    width: fit-content;
    max-width: 100%;
    margin: 0 0 var(--space-4);
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    margin: calc(-1 * var(--space-2)) 0 var(--space-4);
    padding: 0;
    list-style: none;
  }
  .tags a {
    display: block;
    padding: 0 6px;
    border-radius: var(--radius);
    background: var(--neutral-soft);
    color: var(--muted);
    font-size: var(--size-1);
    line-height: 18px;
    overflow-wrap: anywhere;
    text-decoration: none;
  }
  .tags a:hover {
    color: var(--accent);
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-3);
    margin: var(--space-4) 0 0;
    padding: 0;
    list-style: none;
  }
  .files a {
    display: inline-flex;
    align-items: center;
    gap: var(--space-3);
    max-width: 280px;
    height: var(--control);
    padding: 0 var(--space-3);
    border: 1px solid var(--border);
    border-radius: var(--radius);
    color: var(--text);
    text-decoration: none;
  }
  .files a:hover {
    background: var(--hover);
  }
  .files app-icon,
  .files .size {
    flex: none;
    color: var(--muted);
  }
  .files bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`
