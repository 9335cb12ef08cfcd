import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Image, Link, Message } from '../../server/http/contract.ts'
import { words } from '../app/words/words.ts'
import { linkTarget } from '../state/link-target.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import '../ui/note-badge.ts'
import '../ui/state-panel.ts'
import { findingsStyles } from './findings-styles.ts'

/** Every link of a message, with the host that it leads to, and every image of its HTML. */
@customElement('links-view')
export class LinksView extends LitElement {
  static override styles = [
    controlStyles,
    findingsStyles,
    css`
      li {
        display: flex;
        gap: var(--space-4);
        align-items: start;
        padding: var(--space-3) var(--space-3) var(--space-3) var(--space-4);
        content-visibility: auto;
        contain-intrinsic-block-size: auto 56px;
      }
      .about {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .text {
        margin-right: var(--space-2);
        font-weight: var(--weight-strong);
      }
      .missing {
        color: var(--muted);
        font-style: italic;
      }
      .address {
        display: block;
        color: var(--muted);
        font: var(--size-1) / 20px var(--mono);
        text-decoration: none;
        unicode-bidi: isolate;
      }
      .address:any-link:hover {
        text-decoration: underline;
      }
      .address strong {
        color: var(--code-link);
        font-weight: var(--weight-strong);
      }
      note-badge {
        vertical-align: middle;
      }
    `,
  ]

  @property({ attribute: false }) message!: Message

  protected override render() {
    const { links, images } = this.message
    const w = words()
    if (links.length === 0 && images.length === 0) {
      return html`<state-panel icon="link" .heading=${w.noLinks}></state-panel>`
    }
    return html`${
      links.length === 0
        ? nothing
        : html`<section>
            <h3>${w.tabs.links}</h3>
            <ul class="rows">
              ${links.map(link => renderLink(link))}
            </ul>
          </section>`
    }
    ${
      images.length === 0
        ? nothing
        : html`<section>
            <h3>${w.images}</h3>
            <ul class="rows">
              ${images.map(image => renderImage(image))}
            </ul>
          </section>`
    }`
  }
}

function renderLink(link: Link) {
  const { href, text, kind } = link
  const target = linkTarget(link)
  const w = words()
  return html`<li>
    <span class="about">
      ${text === href ? nothing : renderText(text, w.noLinkText)}
      ${kind === 'other' ? nothing : html`<note-badge>${w.linkKinds[kind]}</note-badge>`}
      ${
        target?.claimed == null
          ? nothing
          : html`<note-badge tone="warning">${w.otherHost(target.claimed)}</note-badge>`
      }
      ${
        target === null
          ? html`<span class="address" dir="ltr">${href}</span>`
          : html`<a class="address" dir="ltr" href=${href} target="_blank" rel="noopener noreferrer"
              >${target.before}<strong>${target.host}</strong>${target.after}</a
            >`
      }
    </span>
    <copy-button .text=${href} label=${w.copyLink(target?.host ?? '')}></copy-button>
  </li>`
}

/** The address is not a link: to look at it would be to load it. */
function renderImage({ src, alt }: Image) {
  const w = words()
  return html`<li>
    <span class="about">
      ${alt === null ? html`<note-badge tone="warning">${w.noAlt}</note-badge>` : renderText(alt, w.emptyAlt)}
      <span class="address" dir="ltr">${src}</span>
    </span>
    <copy-button .text=${src} label=${w.copyWhat(src)}></copy-button>
  </li>`
}

function renderText(text: string, instead: string) {
  return text.trim() === ''
    ? html`<span class="missing">${instead}</span>`
    : html`<bdi class="text">${text}</bdi>`
}

declare global {
  interface HTMLElementTagNameMap {
    'links-view': LinksView
  }
}
