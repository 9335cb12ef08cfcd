import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import './app-icon.ts'
import './mail-address.ts'
import './note-badge.ts'
import { messageRowStyles } from './message-row-styles.ts'

/** What a row shows, all of it ready to be read. */
export interface MessageRowContent {
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
  readonly badges: readonly { readonly text: string; readonly tone: 'neutral' | 'warning' | 'danger' }[]
}

/** One message in a list: two lines, or one when `compact`. */
@customElement('message-row')
export class MessageRow extends LitElement {
  static override styles = messageRowStyles

  @property({ attribute: false }) content: MessageRowContent | undefined
  @property({ type: Boolean, reflect: true }) compact = false
  @property({ type: Boolean, reflect: true }) open = false

  protected override render() {
    const { content } = this
    if (content === undefined) return nothing
    const { seen, flagged, sender, subject, preview, time, exactTime, attachments, badges } = content
    return html`<div class=${seen ? 'row' : 'row unread'}>
      <span class="mark">
        ${seen ? nothing : html`<span class="dot"></span><span class="quiet">${words().unread}</span>`}
        ${flagged ? html`<app-icon name="flag" filled></app-icon><span class="quiet">${words().flagged}</span>` : nothing}
      </span>
      <span class="line">
        <span class="people"><span class="sender">${sender}</span>${this.#recipient(content)}</span>
        <time title=${exactTime}>${time}</time>
      </span>
      <span class="line">
        <span class="about">
          <span class=${subject === '' ? 'subject missing' : 'subject'} dir="auto"
            >${subject === '' ? words().noSubject : subject}</span
          ><span class="preview" dir="auto">${preview}</span>
        </span>
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
