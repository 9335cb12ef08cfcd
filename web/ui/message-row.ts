import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import './app-icon.ts'
import { LongPress } from './long-press.ts'
import './mail-address.ts'
import './note-badge.ts'
import { messageRowStyles } from './message-row-styles.ts'

/** What a row shows, all of it ready to be read. */
export interface MessageRowContent {
  /** A name, or for want of one an address. */
  readonly sender: string
  readonly recipient: string
  readonly moreRecipients: number
  readonly subject: string
  readonly preview: string
  readonly time: string
  readonly exactTime: string
  readonly seen: boolean
  readonly flagged: boolean
  readonly attachments: number
  /** Tags as they are and as they are shown. */
  readonly tags: readonly { readonly name: string; readonly text: string }[]
  readonly badges: readonly { readonly text: string; readonly tone: 'neutral' | 'warning' | 'danger' }[]
}

/**
 * One message in a list: two lines, or one when `compact`. Fires `pick` when a finger rests on it, or when it is picked with its
 * box, which shows under the pointer and while any row is selected; and `search-tag` when one of its tags is clicked. As to keys, the list and the reader have them.
 */
@customElement('message-row')
export class MessageRow extends LitElement {
  static override styles = messageRowStyles

  @property({ attribute: false }) content: MessageRowContent | undefined
  @property({ type: Boolean, reflect: true }) compact = false
  @property({ type: Boolean, reflect: true }) open = false
  @property({ type: Boolean, reflect: true }) selected = false
  /** Some row of the list is selected. */
  @property({ type: Boolean, reflect: true }) selecting = false

  constructor() {
    super()
    new LongPress(this, () => this.#pickOne(false))
  }

  protected override render() {
    const { content } = this
    if (content === undefined) return nothing
    const { seen, flagged, sender, subject, preview, time, exactTime, attachments, badges, tags } = content
    return html`<div class=${seen ? 'row' : 'row unread'}>
      <span class="mark">
        ${seen ? nothing : html`<span class="dot"></span><span class="quiet">${words().unread}</span>`}
        ${flagged ? html`<app-icon name="flag" filled></app-icon><span class="quiet">${words().flagged}</span>` : nothing}
      </span>
      <span class="pick" @click=${this.#pick}>
        <span class="box"><app-icon name="check"></app-icon></span>
      </span>
      <span class="line">
        <span class="people"
          ><span class="sender"
            >${sender.includes('@') ? html`<mail-address address=${sender}></mail-address>` : sender}</span
          >${this.#recipient(content)}</span
        >
        <time title=${exactTime}>${time}</time>
      </span>
      <span class="line">
        <span class="about">
          <span class=${subject === '' ? 'subject missing' : 'subject'} dir="auto"
            >${subject === '' ? words().noSubject : subject}</span
          ><span class="preview" dir="auto">${preview}</span>
        </span>
        ${tags.map(({ name, text }) => html`<note-badge class="tag" @click=${(event: Event) => this.#searchTag(event, name)}>${text}</note-badge>`)}
        ${badges.map(badge => html`<note-badge tone=${badge.tone}>${badge.text}</note-badge>`)}
        ${
          attachments > 0
            ? html`<app-icon class="clip" name="clip"></app-icon
                ><span class="quiet">${words().attachmentCount(attachments)}</span>`
            : nothing
        }
      </span>
    </div>`
  }

  #pick(event: MouseEvent): void {
    event.stopPropagation()
    this.#pickOne(event.shiftKey)
  }

  #pickOne(range: boolean): void {
    this.dispatchEvent(new CustomEvent<{ range: boolean }>('pick', { detail: { range } }))
  }

  #searchTag(event: Event, tag: string): void {
    event.stopPropagation()
    this.dispatchEvent(new CustomEvent<string>('search-tag', { detail: tag }))
  }

  #recipient({ recipient, moreRecipients }: MessageRowContent) {
    if (recipient === '') return nothing
    return html`<span class="arrow" aria-hidden="true">→</span
      ><mail-address address=${recipient}></mail-address>${
        moreRecipients > 0 ? html`<span class="more">+${moreRecipients}</span>` : nothing
      }`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'message-row': MessageRow
  }
}
