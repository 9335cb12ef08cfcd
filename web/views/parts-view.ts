import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Attachment, Message, Part } from '../../server/http/contract.ts'
import { formatBytes } from '../app/format-bytes.ts'
import { Watch } from '../app/watch.ts'
import { locale, words } from '../app/words/words.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import '../ui/app-icon.ts'
import '../ui/code-view.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import { attachmentKind, type AttachmentKind } from './attachment-kind.ts'
import type { Source } from './message-details.ts'
import { findingsStyles } from './findings-styles.ts'
import { partsViewStyles } from './parts-view-styles.ts'
import { renderResource } from './resource-view.ts'

/** Attachments to look at and to download, and the MIME tree. */
@customElement('parts-view')
export class PartsView extends LitElement {
  static override styles = [controlStyles, findingsStyles, partsViewStyles]

  @property({ attribute: false }) message!: Message
  @property({ attribute: false }) structure!: ResourceModel<Part>
  @property({ attribute: false }) text!: ResourceModel<Source>

  /** The attachment that is looked at, by its number. */
  @state() private opened: number | null = null

  #id = ''

  constructor() {
    super()
    new Watch(this, () => [this.structure, this.text])
  }

  protected override willUpdate(): void {
    this.structure.show(this.message.id)
    if (this.#id !== this.message.id) this.opened = null
    this.#id = this.message.id
  }

  protected override render() {
    const { attachments, problems } = this.message
    const w = words()
    return html`${
        problems.length === 0
          ? nothing
          : html`<section>
              <h3>${w.problems}</h3>
              <ul class="problems">
                ${problems.map(problem => html`<li>${problem}</li>`)}
              </ul>
            </section>`
      }
      <section>
        <h3>${w.attachments}</h3>
        ${
          attachments.length === 0
            ? html`<p class="none">${w.noAttachments}</p>`
            : html`<ul class="rows">
                ${attachments.map(attachment => this.#renderAttachment(attachment))}
              </ul>`
        }
      </section>
      <section>
        <h3>${w.structure}</h3>
        ${renderResource(
          this.structure,
          this.message.id,
          part =>
            html`<ul class="tree">
              ${this.#renderPart(part)}
            </ul>`,
        )}
      </section>`
  }

  #renderAttachment({ n, name, type, size, sha256 }: Attachment) {
    const w = words()
    const shownName = name ?? w.unnamed
    const address = `/api/v1/messages/${encodeURIComponent(this.message.id)}/attachments/${n}`
    const kind = attachmentKind(type)
    return html`<li>
      <div class="line">
        <span class="picture">
          ${
            kind === 'picture'
              ? html`<img src=${address} alt="" loading="lazy" />`
              : html`<app-icon .name=${type.startsWith('image/') ? 'picture' : 'file'}></app-icon>`
          }
        </span>
        <span class="about">
          <bdi class="name">${shownName}</bdi>
          <span class="facts">${type} · ${formatBytes(size, w.units, locale())}</span>
          <span class="facts sum">
            <abbr title=${w.sha256}>${sha256}</abbr
            ><copy-button .text=${sha256} .label=${w.copyWhat(w.sha256)}></copy-button>
          </span>
        </span>
        <span class="ways">
          ${this.#renderLook(n, kind, address, shownName)}
          <a class="way" href=${address} download=${name ?? ''} aria-label="${w.download} ${shownName}">
            <app-icon name="download"></app-icon><span>${w.download}</span>
          </a>
        </span>
      </div>
      ${this.opened === n ? this.#renderOpened(n, kind, address, shownName) : nothing}
    </li>`
  }

  /** How it can be looked at; a PDF in a tab of its own, as browsers show none in a frame that may do nothing. */
  #renderLook(n: number, kind: AttachmentKind, address: string, name: string) {
    const w = words()
    if (kind === null) return nothing
    if (kind === 'pdf') {
      return html`<a
        class="way"
        href="${address}?inline=1"
        target="_blank"
        rel="noopener noreferrer"
        aria-label="${w.openPdf} ${name}"
      >
        <app-icon name="eye"></app-icon><span>${w.openPdf}</span>
      </a>`
    }
    const isOpen = this.opened === n
    return html`<button
      class="way"
      type="button"
      aria-expanded=${isOpen}
      aria-label="${isOpen ? w.hidePreview : w.preview} ${name}"
      @click=${() => this.#look(isOpen ? null : n)}
    >
      <app-icon name="eye"></app-icon><span>${isOpen ? w.hidePreview : w.preview}</span>
    </button>`
  }

  #look(n: number | null): void {
    this.opened = n
    const kind = n === null ? null : attachmentKind(this.message.attachments[n]?.type ?? '')
    if (kind === 'text') this.text.show(this.#fileKey(n))
  }

  #fileKey(n: number | null): string {
    return `${this.message.id}/${n}`
  }

  #renderOpened(n: number, kind: AttachmentKind, address: string, name: string) {
    if (kind === 'picture') {
      return html`<div class="opened"><img src="${address}?inline=1" alt=${name} /></div>`
    }
    return html`<div class="opened">
      ${renderResource(this.text, this.#fileKey(n), source => this.#renderText(source, name))}
    </div>`
  }

  #renderText({ text, shown, whole }: Source, name: string) {
    const w = words()
    const lines = text.split(/\r\n|\n|\r/).map(line => [{ kind: 'text' as const, text: line }])
    const size = (bytes: number) => formatBytes(bytes, w.units, locale())
    return html`${shown < whole ? html`<p class="cut">${w.sourceCut(size(shown), size(whole))}</p>` : nothing}
      <code-view tabindex="0" role="region" aria-label=${name} .lines=${lines}></code-view>`
  }

  #renderPart(part: Part): TemplateResult {
    const below = part.message === null ? part.children : [part.message]
    const facts = [part.parameters.charset, part.encoding, part.disposition, part.name]
    return html`<li>
      <span class="path">${part.path}</span> ${part.type}
      <span class="facts"
        >${facts.filter(Boolean).join(' · ')} ·
        ${formatBytes(Math.max(0, part.end - part.bodyStart), words().units, locale())}</span
      >
      ${
        below.length === 0
          ? nothing
          : html`<ul>
              ${below.map(child => this.#renderPart(child))}
            </ul>`
      }
    </li>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parts-view': PartsView
  }
}
