import { html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { formatBytes } from '../app/format-bytes.ts'
import { formatQuotedTime } from '../app/format-time.ts'
import { keyLabel } from '../app/key-label.ts'
import { draftKey, type Writing } from '../app/route.ts'
import type { Router } from '../app/router.ts'
import { Watch } from '../app/watch.ts'
import { locale, words } from '../app/words/words.ts'
import type { WritingActions } from '../app/writing-actions.ts'
import type { AccountsModel } from '../state/accounts-model.ts'
import { answerDraft, EMPTY_DRAFT, type Draft, type DraftFile } from '../state/draft.ts'
import type { DraftsModel } from '../state/drafts-model.ts'
import { CATCH_ALL } from '../state/mailbox.ts'
import type { MessageModel } from '../state/message-model.ts'
import type { OutboxModel } from '../state/outbox-model.ts'
import '../ui/choice-bar.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/file-chips.ts'
import '../ui/icon-button.ts'
import { paneStyles } from '../ui/pane-styles.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'
import './compose-fields.ts'
import { LINE_FIELDS, type ComposeFields } from './compose-fields.ts'
import { composeViewStyles } from './compose-view-styles.ts'
import { senderOf } from './row-content.ts'

/**
 * Where a message is written: one to nobody yet, or an answer. What is typed is a draft from the first letter on. Asks for the
 * window `leave-draft` when it is closed with something written.
 */
@customElement('compose-view')
export class ComposeView extends LitElement {
  static override styles = [controlStyles, paneStyles, composeViewStyles]

  @property() writing: Writing = 'compose'
  @property({ attribute: false }) drafts!: DraftsModel
  @property({ attribute: false }) outbox!: OutboxModel
  @property({ attribute: false }) message!: MessageModel
  @property({ attribute: false }) accounts!: AccountsModel
  @property({ attribute: false }) router!: Router
  @property({ attribute: false }) actions!: WritingActions
  /** It takes the place of the list, so it has a button to go back. */
  @property({ type: Boolean }) alone = false

  @query('compose-fields') private fields!: ComposeFields | null
  @query('textarea') private body!: HTMLTextAreaElement | null
  @query('input[type="file"]') private picker!: HTMLInputElement

  #isPlaced = false

  constructor() {
    super()
    new Watch(this, () => [this.drafts, this.outbox, this.message, this.accounts])
    this.addEventListener('keydown', this.#pressed)
  }

  /** Puts files to those that go with the message. */
  attach(files: readonly File[]): void {
    const added = files.map(file => ({ name: file.name, type: file.type, size: file.size, content: file }))
    const draft = this.#draft
    if (draft !== null && added.length > 0) this.#change({ files: [...draft.files, ...added] })
  }

  /** Whether something was written that is not sent. */
  get #isWritten(): boolean {
    return this.drafts.value.has(this.#key)
  }

  get #key(): string {
    return draftKey(this.router.value)
  }

  /** What was written, or what it begins with; null while the message that it answers is not there. */
  get #draft(): Draft | null {
    return this.drafts.value.get(this.#key) ?? this.#beginning
  }

  get #beginning(): Draft | null {
    const { mailbox } = this.router.value
    const account = mailbox.kind === 'folder' ? mailbox.address : null
    if (this.writing === 'compose') return { ...EMPTY_DRAFT, from: account ?? '' }
    const message = this.message.value?.message ?? null
    if (message === null) return null
    const when = formatQuotedTime(Date.parse(message.date ?? message.receivedAt), locale())
    return answerDraft(this.writing, message, words().wrote(when, senderOf(message)), account)
  }

  protected override render() {
    const draft = this.#draft
    const w = words()
    const title = this.writing === 'compose' ? w.compose : w.answers[this.writing]
    return html`<div class="head">
        ${
          this.alone
            ? html`<icon-button
                icon="back"
                label=${w.back}
                shortcut="Esc"
                @click=${this.#leave}
              ></icon-button>`
            : nothing
        }
        <h2>${title}</h2>
        <span class="space"></span>
        ${draft === null ? nothing : this.#renderTools(draft)}
      </div>
      ${draft === null ? this.#renderWaiting() : this.#renderForm(draft)}`
  }

  #renderWaiting() {
    const phase = this.message.value?.phase
    if (phase === 'gone' || phase === 'failed') {
      const heading = phase === 'gone' ? words().messageGone : words().messageFailed
      return html`<state-panel icon="warning" .heading=${heading}></state-panel>`
    }
    return html`<skeleton-rows count="4"></skeleton-rows>`
  }

  #renderTools({ format }: Draft) {
    const w = words()
    return html`<choice-bar
        label=${w.format}
        .choices=${(['text', 'html'] as const).map(value => ({ value, label: w.formats[value] }))}
        .value=${format}
        @choose=${(event: CustomEvent<Draft['format']>) => this.#change({ format: event.detail })}
      ></choice-bar>
      ${
        this.alone
          ? nothing
          : html`<icon-button
              icon="close"
              label=${w.close}
              shortcut="Esc"
              @click=${this.#leave}
            ></icon-button>`
      }`
  }

  #renderForm(draft: Draft) {
    const { value } = this.outbox
    const returned = value?.key === this.#key ? value : null
    const errors = returned?.errors ?? {}
    const isSending = returned?.phase === 'sending'
    const w = words()
    return html`${returned?.reason ? html`<p class="reason" role="alert">${returned.reason}</p>` : nothing}
      <form novalidate @submit=${this.#submit}>
        <compose-fields
          .draft=${draft}
          .errors=${errors}
          .addresses=${this.#addresses}
          @change-draft=${(event: CustomEvent<Partial<Draft>>) => this.#change(event.detail)}
        ></compose-fields>
        <textarea
          class=${draft.format === 'html' ? 'source' : ''}
          dir="auto"
          aria-label=${w.body}
          spellcheck=${draft.format === 'html' ? 'false' : 'true'}
          .value=${live(draft.body)}
          @input=${() => this.#change({ body: this.body?.value ?? '' })}
        ></textarea>
        ${this.#renderFiles(draft, errors.files)}
        <div class="foot">
          <button class="primary" type="submit" ?disabled=${isSending}>
            <app-icon name="send"></app-icon>${isSending ? w.sending : w.send}
            <kbd aria-hidden="true">${keyLabel('Mod+Enter')}</kbd>
          </button>
          <button type="button" @click=${() => this.picker.click()}>
            <app-icon name="clip"></app-icon>${w.attach}
          </button>
          <input type="file" multiple hidden aria-label=${w.attach} @change=${this.#picked} />
          <span class="space"></span>
          <icon-button icon="trash" label=${w.discard} @click=${() => this.actions.discard()}></icon-button>
        </div>
      </form>`
  }

  #renderFiles({ files }: Draft, error: string | undefined) {
    if (files.length === 0 && this.writing !== 'forward') return nothing
    const w = words()
    const chips = files.map(({ name, size, content }) => ({
      name,
      size: formatBytes(size, w.units, locale()),
      isLost: content === null,
    }))
    return html`<div class="files">
      ${
        this.writing === 'forward'
          ? html`<p class="whole"><app-icon name="clip"></app-icon>${w.wholeAttached}</p>`
          : nothing
      }
      ${
        files.length === 0
          ? nothing
          : html`<file-chips
              .label=${w.attachments}
              .files=${chips}
              @remove=${(event: CustomEvent<number>) => this.#detach(files, event.detail)}
            ></file-chips>`
      }
      ${error === undefined ? nothing : html`<p class="error" role="alert">${error}</p>`}
    </div>`
  }

  get #addresses(): readonly string[] {
    const known = this.accounts.value?.map(account => account.address) ?? []
    return known.filter(address => address !== CATCH_ALL).slice(0, 200)
  }

  protected override updated(): void {
    if (this.#isPlaced || this.#draft === null) return
    this.#isPlaced = true
    void this.#place()
  }

  /** Puts the caret where one goes on: to the first line that is empty, or above what is quoted. */
  async #place(): Promise<void> {
    const draft = this.#draft
    const empty = (['from', 'to'] as const).find(field => draft?.[field] === '')
    if (empty !== undefined) return this.fields?.focusLine(empty)
    this.body?.focus()
    this.body?.setSelectionRange(0, 0)
  }

  #change(change: Partial<Draft>): void {
    const draft = this.#draft
    if (draft === null) return
    this.outbox.forget()
    this.drafts.change(this.#key, { ...draft, ...change })
  }

  #picked(): void {
    this.attach([...(this.picker.files ?? [])])
    // The same file can be chosen again after it was taken away.
    this.picker.value = ''
  }

  #detach(files: readonly DraftFile[], index: number): void {
    this.#change({ files: files.filter((_, other) => other !== index) })
  }

  #submit(event: Event): void {
    event.preventDefault()
    void this.#send()
  }

  async #send(): Promise<void> {
    const draft = this.#draft
    if (draft === null) return
    await this.actions.send(draft)
    const errors = this.outbox.value?.errors
    const wrong = LINE_FIELDS.find(field => errors?.[field])
    if (wrong !== undefined) await this.fields?.focusLine(wrong)
  }

  readonly #pressed = (event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return
    if (event.key === 'Escape') {
      event.preventDefault()
      this.#leave()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void this.#send()
    }
  }

  #leave(): void {
    if (!this.#isWritten) return this.actions.stop()
    this.dispatchEvent(
      new CustomEvent<string>('ask', { detail: 'leave-draft', bubbles: true, composed: true }),
    )
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'compose-view': ComposeView
  }
}
