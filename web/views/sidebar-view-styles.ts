import { css } from 'lit'

export const sidebarViewStyles = css`
  :host {
    background: var(--canvas);
  }
  svg {
    width: 20px;
    height: 20px;
  }
  svg rect {
    fill: var(--accent);
  }
  svg path {
    fill: none;
    stroke: var(--on-accent);
    stroke-width: 2.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  h1 {
    margin: 0;
    font-size: var(--size-3);
    font-weight: var(--weight-strong);
  }
  nav {
    flex: 1;
    min-height: 0;
    padding: 0 var(--space-3) var(--space-4);
    overflow: hidden auto;
  }
  h2 {
    margin: var(--space-5) 0 var(--space-2);
    padding: 0 var(--space-3);
    color: var(--muted);
    font-size: var(--size-1);
    font-weight: var(--weight);
  }
  p {
    margin: 0;
    padding: 0 var(--space-3);
    color: var(--muted);
    font-size: var(--size-1);
  }
  nav input {
    width: 100%;
    height: var(--control);
    margin-bottom: var(--space-2);
    padding: 0 var(--space-3);
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--surface);
  }
  nav a {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    height: var(--control);
    padding: 0 var(--space-3);
    border-radius: var(--radius);
    color: var(--text);
    text-decoration: none;
  }
  nav a.inner {
    padding-left: var(--space-7);
  }
  nav a app-icon {
    color: var(--muted);
  }
  nav a:hover {
    background: var(--neutral-soft);
  }
  nav a[aria-current] {
    background: var(--selection);
    font-weight: var(--weight-strong);
  }
  nav a[aria-current] app-icon {
    color: var(--accent);
  }
  mail-address,
  .name {
    flex: 1;
  }
  .query {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .saved {
    position: relative;
  }
  .saved icon-button {
    position: absolute;
    inset: 0 0 0 auto;
    opacity: 0;
  }
  .saved:hover icon-button,
  .saved icon-button:focus-within {
    opacity: 1;
  }
  .saved:is(:hover, :focus-within) a {
    padding-right: var(--space-7);
  }
  @media (hover: none) {
    .saved icon-button {
      opacity: 1;
    }
    .saved a {
      padding-right: var(--space-7);
    }
  }
  .unseen {
    color: var(--muted);
    font-size: var(--size-1);
    font-variant-numeric: tabular-nums;
    font-weight: var(--weight);
  }
  .clock {
    color: var(--warning);
    font-size: var(--size-1);
    font-weight: var(--weight);
    white-space: nowrap;
  }
  footer {
    flex: none;
    padding: var(--space-3) var(--space-4);
    border-top: 1px solid var(--border);
    color: var(--muted);
    font-size: var(--size-1);
  }
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--space-3);
    min-height: 20px;
    padding: 0 var(--space-2);
    border-radius: var(--radius);
    color: var(--muted);
    font-variant-numeric: tabular-nums;
    text-decoration: none;
  }
  .status:hover {
    background: var(--neutral-soft);
  }
  .status[aria-current] {
    background: var(--selection);
  }
  .dot {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--warning);
  }
  .live .dot {
    background: var(--success);
  }
  .lost [role='status'] {
    color: var(--danger);
  }
  .lost .dot {
    background: var(--danger);
  }
  .ports {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-3);
    color: var(--muted);
  }
  .tools {
    display: flex;
    gap: var(--space-2);
    margin-top: var(--space-2);
  }
`
