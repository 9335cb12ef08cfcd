import { css } from 'lit'

export const partsViewStyles = css`
  .none,
  .facts {
    margin: 0;
    color: var(--muted);
  }
  .problems li {
    color: var(--danger);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3) var(--space-4);
    padding: var(--space-3) var(--space-4);
  }
  .picture {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: center;
    width: 48px;
    height: 48px;
    overflow: hidden;
    border-radius: var(--radius);
    background: var(--canvas);
    color: var(--muted);
  }
  img {
    max-width: 100%;
    max-height: 100%;
    object-fit: contain;
  }
  .about {
    display: flex;
    flex: 1 1 180px;
    flex-direction: column;
    min-width: 0;
  }
  .name {
    font-weight: var(--weight-strong);
    overflow-wrap: anywhere;
  }
  .facts {
    font-size: var(--size-1);
  }
  .sum {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    min-width: 0;
    font-family: var(--mono);
  }
  .sum abbr {
    overflow: hidden;
    text-decoration: none;
    text-overflow: ellipsis;
  }
  .sum copy-button {
    --square: 18px;
  }
  .ways {
    display: inline-flex;
    flex: none;
    gap: var(--space-3);
  }
  .way {
    display: inline-flex;
    align-items: center;
    gap: var(--space-3);
    height: var(--control);
    padding: 0 var(--space-4);
    border: 1px solid var(--border);
    border-radius: var(--radius);
    color: var(--text);
    text-decoration: none;
  }
  .way:hover {
    background: var(--hover);
  }
  .opened {
    display: flex;
    flex-direction: column;
    max-height: 60vh;
    border-top: 1px solid var(--border);
    overflow: auto;
  }
  .opened img {
    margin: auto;
    padding: var(--space-5);
  }
  .opened code-view {
    padding: var(--space-3) 0;
  }
  .cut {
    margin: 0;
    padding: var(--space-3) var(--space-5);
    background: var(--warning-soft);
  }
  .tree {
    font: var(--size-1) / 22px var(--mono);
  }
  .tree ul {
    margin-left: var(--space-3);
    padding-left: var(--space-4);
    border-left: 1px solid var(--border);
  }
  .path {
    color: var(--code-name);
  }
`
