import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Link, Message } from '../../server/http/contract.ts'
import { words } from '../app/words/words.ts'
import { actionLinks, linkTarget } from '../state/link-target.ts'
import '../ui/action-link.ts'
import '../ui/one-time-codes.ts'

/** What most mails are sent for, at the top of the reader: the one-time code, and the link to confirm, reset or leave by. */
@customElement('message-findings')
export class MessageFindings extends LitElement {
  static override styles = css`
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3) var(--space-4);
      align-items: center;
    }
    :host([empty]) {
      display: none;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
      min-width: 0;
      max-width: 100%;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      max-width: 100%;
    }
  `

  @property({ attribute: false }) message!: Message

  protected override willUpdate(): void {
    const { codes, links } = this.message
    this.toggleAttribute('empty', codes.length === 0 && links.every(({ kind }) => kind === 'other'))
  }

  protected override render() {
    const { codes, links } = this.message
    const actions = actionLinks(links)
    return html`${
      codes.length === 0
        ? nothing
        : html`<one-time-codes .codes=${codes} shortcut="Shift C"></one-time-codes>`
    }
    ${
      actions.length === 0
        ? nothing
        : html`<ul aria-label=${words().actionLinks}>
            ${actions.map(link => renderAction(link))}
          </ul>`
    }`
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
    'message-findings': MessageFindings
  }
}
