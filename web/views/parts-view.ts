import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Attachment, Message, Part } from '../../server/http/contract.ts'
import { formatBytes } from '../app/format-bytes.ts'
import { Watch } from '../app/watch.ts'
import { locale, words } from '../app/words/words.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import '../ui/app-icon.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import { partsViewStyles } from './parts-view-styles.ts'
import { renderResource } from './resource-view.ts'

/** Pictures that browsers show without running anything. */
const PICTURES = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/

/** Attachments to look at and to download, and the MIME tree. */
@customElement('parts-view')
export class PartsView extends LitElement {
  static override styles = [controlStyles, partsViewStyles]

  @property({ attribute: false }) message!: Message
  @property({ attribute: false }) structure!: ResourceModel<Part>

  constructor() {
    super()
    new Watch(this, () => [this.structure])
  }

  protected override willUpdate(): void {
    this.structure.show(this.message.id)
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
            : html`<ul class="attachments">
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
    const address = `/api/v1/messages/${encodeURIComponent(this.message.id)}/attachments/${n}`
    return html`<li>
      <span class="picture">
        ${
          PICTURES.test(type)
            ? html`<img src=${address} alt="" loading="lazy" />`
            : html`<app-icon .name=${type.startsWith('image/') ? 'picture' : 'file'}></app-icon>`
        }
      </span>
      <span class="about">
        <bdi class="name">${name ?? w.unnamed}</bdi>
        <span class="facts">${type} · ${formatBytes(size, w.units, locale())}</span>
        <span class="facts sum">
          <abbr title=${w.sha256}>${sha256}</abbr
          ><copy-button .text=${sha256} .label=${w.copyWhat(w.sha256)}></copy-button>
        </span>
      </span>
      <a
        class="download"
        href=${address}
        download=${name ?? ''}
        aria-label="${w.download} ${name ?? w.unnamed}"
      >
        <app-icon name="download"></app-icon>${w.download}
      </a>
    </li>`
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
