import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Link } from '../../server/http/contract.ts'
import { words } from '../app/words/words.ts'
import { actionLinks, linkTarget } from '../state/link-target.ts'
import '../ui/action-link.ts'

/** The links that many a mail was sent for: to confirm, to reset, to leave by. */
@customElement('action-links')
export class ActionLinks extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
      margin: var(--space-4) 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      max-width: 100%;
    }
  `

  @property({ attribute: false }) links: readonly Link[] = []

  protected override render() {
    const actions = actionLinks(this.links)
    if (actions.length === 0) return nothing
    return html`<ul aria-label=${words().actionLinks}>
      ${actions.map(link => renderAction(link))}
    </ul>`
  }
}

function renderAction(link: Link) {
  const target = linkTarget(link)
  if (target === null) return nothing
  const text = link.text === link.href ? '' : link.text
  return html`<li>
    <action-link
      .href=${link.href}
      .text=${text || words().linkKinds[link.kind]}
      .host=${target.host}
      ?deceptive=${target.claimed !== null}
    ></action-link>
  </li>`
}

declare global {
  interface HTMLElementTagNameMap {
    'action-links': ActionLinks
  }
}
