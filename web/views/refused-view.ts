import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { formatExactTime, formatListTime } from '../app/format-time.ts'
import { Watch } from '../app/watch.ts'
import { formatCount, locale, words } from '../app/words/words.ts'
import type { InfoModel } from '../state/info-model.ts'
import type { NowModel } from '../state/now-model.ts'
import type { Refusal, RefusedModel } from '../state/refused-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/icon-button.ts'
import '../ui/mail-address.ts'
import '../ui/state-panel.ts'
import '../ui/transcript-lines.ts'
import { disclosureStyles } from './disclosure-styles.ts'
import { pageStyles } from './page-styles.ts'
import { refusedViewStyles } from './refused-view-styles.ts'

/** Mail that was refused or broken off: why, what the client was told, and the whole conversation. */
@customElement('refused-view')
export class RefusedView extends LitElement {
  static override styles = [controlStyles, pageStyles, disclosureStyles, refusedViewStyles]

  @property({ attribute: false }) refused!: RefusedModel
  @property({ attribute: false }) info!: InfoModel
  @property({ attribute: false }) now!: NowModel
  /** The mailboxes are behind a button. */
  @property({ type: Boolean }) narrow = false

  /** Those that are unfolded, by their number in the feed. */
  @state() private unfolded: ReadonlySet<number> = new Set()

  constructor() {
    super()
    new Watch(this, () => [this.refused, this.info, this.now])
  }

  protected override render() {
    const w = words()
    const refusals = this.refused.value
    return html`<header>
        ${
          this.narrow
            ? html`<icon-button icon="menu" label=${w.menu} @click=${this.#openMenu}></icon-button>`
            : nothing
        }
        <h2>${w.refused}</h2>
      </header>
      ${
        refusals.length === 0
          ? html`<state-panel icon="check" .heading=${w.noneRefused} .text=${w.noneRefusedText}
              >${this.#renderForgotten()}</state-panel
            >`
          : html`<div class="scroll" tabindex="0" role="region" aria-label=${w.refused}>
              <p class="about">${w.refusedText}</p>
              ${refusals.map(refusal => this.#renderRefusal(refusal))} ${this.#renderForgotten()}
            </div>`
      }`
  }

  /** Of what came before the feed's memory begins nobody knows whether it was refused. */
  #renderForgotten() {
    const info = this.info.value
    const remembered = info?.limits['feedRing']
    if (info === null || remembered == null || info.cursor <= remembered) return nothing
    return html`<p class="about">${words().refusedForgotten(formatCount(remembered))}</p>`
  }

  #renderRefusal(refusal: Refusal) {
    const { seq, at, reason, envelope, reply } = refusal
    const w = words()
    const time = Date.parse(at)
    return html`<details
      ?open=${this.unfolded.has(seq)}
      @toggle=${(event: Event) => this.#toggled(seq, event.target as HTMLDetailsElement)}
    >
      <summary>
        <app-icon name="forward"></app-icon>
        <span class="what">
          <span class="line">
            <strong>${w.refusalReasons[reason] ?? reason}</strong>
            ${envelope === null ? nothing : renderEnvelope(envelope)}
            <time title=${formatExactTime(time, locale())}
              >${formatListTime(time, this.now.value, locale())}</time
            >
          </span>
          <code>${reply ?? w.noReply}</code>
        </span>
      </summary>
      ${this.unfolded.has(seq) ? renderDetails(refusal) : nothing}
    </details>`
  }

  #toggled(seq: number, { open }: HTMLDetailsElement): void {
    if (open === this.unfolded.has(seq)) return
    const unfolded = new Set(this.unfolded)
    if (!unfolded.delete(seq)) unfolded.add(seq)
    this.unfolded = unfolded
  }

  #openMenu(): void {
    this.dispatchEvent(new CustomEvent('open-menu', { bubbles: true, composed: true }))
  }
}

type Envelope = NonNullable<Refusal['envelope']>

function renderEnvelope({ from, to }: Envelope) {
  const [first, ...others] = to
  return html`<span class="envelope">
    <mail-address address=${from === '' ? words().noSender : from}></mail-address>
    ${first === undefined ? nothing : html`<span aria-hidden="true">→</span> <mail-address address=${first}></mail-address>`}
    ${others.length === 0 ? nothing : html`<span>+${others.length}</span>`}
  </span>`
}

function renderDetails({ at, address, ehlo, user, envelope, reply, transcript }: Refusal) {
  const w = words()
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [w.reply, reply],
    [w.received, formatExactTime(Date.parse(at), locale())],
    [w.client, address],
    ['EHLO', ehlo],
    [w.user, user],
    [w.envelopeSender, envelope === null ? null : envelope.from || w.nullSender],
    [w.envelopeRecipients, envelope?.to.join(', ')],
  ]
  return html`<dl>
      ${facts.map(([label, value]) =>
        value
          ? html`<dt>${label}</dt>
              <dd>${value}</dd>`
          : nothing,
      )}
    </dl>
    ${transcript.length === 0 ? nothing : html`<transcript-lines .lines=${transcript}></transcript-lines>`}`
}

declare global {
  interface HTMLElementTagNameMap {
    'refused-view': RefusedView
  }
}
