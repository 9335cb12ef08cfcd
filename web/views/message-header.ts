import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { MailboxAddress, Message, Summary } from '../../server/http/contract.ts'
import { formatBytes } from '../app/format-bytes.ts'
import { formatExactTime } from '../app/format-time.ts'
import { keyLabel } from '../app/key-label.ts'
import { formatCount, locale, words } from '../app/words/words.ts'
import { envelopeDifferences } from '../state/envelope-differences.ts'
import { tagLabel } from '../state/tags.ts'
import '../ui/address-chip.ts'
import '../ui/app-icon.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/note-badge.ts'
import '../ui/one-time-codes.ts'
import './action-links.ts'
import { messageHeaderStyles } from './message-header-styles.ts'
import { noteBadges } from './note-badges.ts'

/** Addresses of one field that are shown before the rest is asked for. */
const FEW = 6

/** Subject, people, time and size of a message, and where its envelope says otherwise than its header. */
@customElement('message-header')
export class MessageHeader extends LitElement {
  static override styles = [controlStyles, messageHeaderStyles]

  @property({ attribute: false }) summary!: Summary
  /** The whole message, once it is there. */
  @property({ attribute: false }) message: Message | null = null

  @property({ attribute: false }) tags: readonly string[] = []
  /** The address of a list of all messages with a tag. */
  @property({ attribute: false }) tagAddress: (tag: string) => string = () => ''

  @state() private unfolded: ReadonlySet<string> = new Set()

  #id = ''

  protected override willUpdate(_changed: PropertyValues<this>): void {
    if (this.summary.id === this.#id) return
    this.#id = this.summary.id
    this.unfolded = new Set()
  }

  protected override render() {
    const { summary, message } = this
    const w = words()
    const { sender, hidden } = envelopeDifferences(summary)
    return html`<h2 class=${summary.subject === '' ? 'missing' : ''} dir="auto">
        ${summary.subject === '' ? w.noSubject : summary.subject}
        ${noteBadges(summary.notes).map(({ text, tone }) => html`<note-badge tone=${tone}>${text}</note-badge>`)}
      </h2>
      ${this.tags.length === 0 ? nothing : this.#renderTags()}
      ${
        message === null || message.codes.length === 0
          ? nothing
          : html`<one-time-codes .codes=${message.codes} shortcut=${keyLabel('Shift+C')}></one-time-codes>`
      }
      <dl>
        ${this.#renderPeople('from', w.from, summary.from)} ${this.#renderPeople('to', w.to, summary.to)}
        ${this.#renderPeople('cc', w.cc, summary.cc)} ${this.#renderPeople('bcc', w.bcc, message?.bcc ?? [])}
        ${this.#renderPeople('reply-to', w.replyTo, message?.replyTo ?? [])}
        ${sender === null ? nothing : this.#renderDifference('sender', w.envelopeSender, [sender])}
        ${hidden.length === 0 ? nothing : this.#renderDifference('hidden', w.envelopeOnly, hidden)}
        ${this.#renderReceived()}
      </dl>
      ${message === null ? nothing : html`<action-links .links=${message.links}></action-links>`}
      ${message === null || message.attachments.length === 0 ? nothing : this.#renderFiles(message)}`
  }

  #renderTags() {
    const w = words()
    return html`<ul class="tags" aria-label=${w.tags}>
      ${this.tags.map(
        tag =>
          html`<li>
            <a href=${this.tagAddress(tag)} title=${w.searchTag(tagLabel(tag))}>${tagLabel(tag)}</a>
          </li>`,
      )}
    </ul>`
  }

  #renderFiles({ id, attachments }: Message) {
    const w = words()
    const isUnfolded = this.unfolded.has('files') || attachments.length <= FEW
    const shown = isUnfolded ? attachments : attachments.slice(0, FEW - 1)
    return html`<ul class="files" aria-label=${w.attachments}>
      ${shown.map(
        ({ n, name, size }) =>
          html`<li>
            <a href="/api/v1/messages/${encodeURIComponent(id)}/attachments/${n}" download=${name ?? ''}>
              <app-icon name="clip"></app-icon><bdi>${name ?? w.unnamed}</bdi
              ><span class="size">${formatBytes(size, w.units, locale())}</span>
            </a>
          </li>`,
      )}
      ${
        shown.length === attachments.length
          ? nothing
          : html`<li>
              <button class="plain" type="button" @click=${() => this.#unfold('files')}>
                ${w.andMore(formatCount(attachments.length - shown.length))}
              </button>
            </li>`
      }
    </ul>`
  }

  #renderPeople(field: string, label: string, people: readonly MailboxAddress[]) {
    if (people.length === 0) return nothing
    return this.#renderField(
      field,
      label,
      people.map(
        ({ name, address }) => html`<address-chip .name=${name} .address=${address}></address-chip>`,
      ),
    )
  }

  #renderDifference(field: string, label: string, addresses: readonly string[]) {
    const chips = addresses.map(address =>
      address === ''
        ? html`<span class="null">${words().nullSender}</span>`
        : html`<address-chip .address=${address}></address-chip>`,
    )
    return this.#renderField(field, label, chips, 'different')
  }

  #renderField(field: string, label: string, chips: readonly TemplateResult[], kind = '') {
    const isUnfolded = this.unfolded.has(field) || chips.length <= FEW + 1
    const shown = isUnfolded ? chips : chips.slice(0, FEW)
    const rest = chips.length - shown.length
    return html`<dt class=${kind}>${label}</dt>
      <dd class=${kind}>
        ${shown}
        ${
          rest === 0
            ? nothing
            : html`<button class="plain" type="button" @click=${() => this.#unfold(field)}>
                ${words().andMore(formatCount(rest))}
              </button>`
        }
      </dd>`
  }

  #renderReceived() {
    const { receivedAt, size } = this.summary
    const w = words()
    const time = formatExactTime(Date.parse(receivedAt), locale())
    return html`<dt>${w.received}</dt>
      <dd class="facts">
        <time datetime=${receivedAt}>${time}</time>
        <span>${formatBytes(size, w.units, locale())}</span>
        ${this.#sessionFacts.map(fact => html`<span>${fact}</span>`)}
      </dd>`
  }

  get #sessionFacts(): string[] {
    const session = this.message?.session
    if (session === undefined) return []
    const w = words()
    const via =
      session.protocol === 'api' ? w.viaApi : session.address === null ? null : w.via(session.address)
    const facts = [
      via,
      session.ehlo && w.ehlo(session.ehlo),
      session.tls?.protocol,
      session.auth && w.loggedIn(session.auth.user),
    ]
    return facts.filter(fact => typeof fact === 'string')
  }

  #unfold(field: string): void {
    this.unfolded = new Set([...this.unfolded, field])
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'message-header': MessageHeader
  }
}
