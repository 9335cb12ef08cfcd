import { html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { ALL_MAIL } from '../state/mailbox.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/command-palette.ts'
import '../ui/modal-dialog.ts'
import type { ModalDialog } from '../ui/modal-dialog.ts'
import '../views/connect-view.ts'
import '../views/mail-program-view.ts'
import { questionStyles } from '../views/question-styles.ts'
import type { Reported } from '../views/report-view.ts'
import '../views/settings-view.ts'
import '../views/shortcuts-view.ts'
import '../views/tags-view.ts'
import type { InboxActions } from './inbox-actions.ts'
import { JOURNEYS, renderReport } from './journey-pane.ts'
import type { Command } from './keyboard.ts'
import type { Models } from './models.ts'
import { paletteChoices, type Choice } from './palette.ts'
import { formatRoute, routeOf } from './route.ts'
import { Watch } from './watch.ts'
import { formatCount, words } from './words/words.ts'

/** The windows that open over the page. */
export type WindowName =
  | 'shortcuts'
  | 'settings'
  | 'connect'
  | 'delete-all'
  | 'tags'
  | 'palette'
  | 'leave-draft'
  | 'mail-program'
  | 'report'

/** One window over the page, by name. Fires `dismiss` when it is closed, and `command` for what was chosen in the palette. */
@customElement('app-window')
export class AppWindow extends LitElement {
  static override styles = [controlStyles, questionStyles]

  @property() name!: WindowName
  @property({ attribute: false }) models!: Models
  @property({ attribute: false }) actions!: InboxActions

  @query('modal-dialog') private dialog!: ModalDialog | null

  constructor() {
    super()
    new Watch(this, () => [this.models.journeys])
  }

  protected override willUpdate(): void {
    if (this.name === 'report') this.models.journeys.show(JOURNEYS)
  }

  protected override render() {
    const w = words()
    switch (this.name) {
      case 'shortcuts':
        return this.#renderWindow(w.shortcuts, html`<shortcuts-view></shortcuts-view>`)
      case 'settings':
        return this.#renderWindow(
          w.settings,
          html`<settings-view .settings=${this.models.settings}></settings-view>`,
        )
      case 'connect':
        return this.#renderWindow(
          w.connectTitle,
          html`<connect-view .info=${this.models.info} .journeys=${this.models.journeys}></connect-view>`,
        )
      case 'palette':
        return html`<command-palette
          .items=${paletteChoices(this.models, this.actions)}
          @choose=${(event: CustomEvent<Choice>) => this.#choose(event.detail)}
          @dismiss=${this.#dismiss}
        ></command-palette>`
      case 'mail-program':
        return this.#renderMailProgram()
      case 'report':
        return this.#renderReport()
      case 'tags':
        return this.#renderTags()
      case 'leave-draft':
        return this.#renderLeaveDraft()
      case 'delete-all':
        return this.#renderDeleteAll()
    }
  }

  #renderMailProgram() {
    const { info, router, sessions } = this.models
    return this.#renderWindow(
      words().actions.mailProgram,
      html`<mail-program-view .info=${info} .router=${router} .sessions=${sessions}></mail-program-view>`,
    )
  }

  #renderReport() {
    const { journeys, message } = this.models
    return html`<modal-dialog
      .heading=${words().actions.report}
      @reported=${(event: CustomEvent<Reported>) => this.#tellReport(event.detail)}
      @dismiss=${this.#dismiss}
      >${renderReport(journeys, message)}</modal-dialog
    >`
  }

  #tellReport({ id, text, show }: Reported): void {
    this.#close()
    const href = formatRoute({ ...routeOf(ALL_MAIL), id })
    this.models.notice.say({ text, tone: 'success', link: { href, label: show, takesFocus: true } })
  }

  #renderTags() {
    const { message, selection, visible } = this.models
    return this.#renderWindow(
      words().tags,
      html`<tags-view
        .message=${message}
        .selection=${selection}
        .visible=${visible}
        .actions=${this.actions}
      ></tags-view>`,
    )
  }

  #renderDeleteAll() {
    const w = words()
    const count = formatCount(this.models.visible.value.total)
    const question =
      this.models.router.value.query === '' ? w.deleteAllQuestion(count) : w.deleteAllOfQuery(count)
    return this.#renderWindow(
      question,
      html`<p class="question">${w.deleteAllText}</p>
        <div class="choice">
          <button type="button" @click=${this.#close}>${w.cancel}</button>
          <button type="button" class="danger" @click=${this.#deleteAll}>${w.deleteAll}</button>
        </div>`,
    )
  }

  #renderLeaveDraft() {
    const w = words()
    const { writing } = this.actions
    const then = (run: () => void) => () => {
      this.#close()
      run()
    }
    return this.#renderWindow(
      w.leaveTitle,
      html`<p class="question">${w.leaveText}</p>
        <div class="choice">
          <button type="button" class="danger" @click=${then(() => writing.discard())}>${w.discard}</button>
          <button type="button" @click=${this.#close}>${w.goOn}</button>
          <button type="button" class="primary" autofocus @click=${then(() => writing.stop())}>
            ${w.keepDraft}
          </button>
        </div>`,
    )
  }

  #choose({ asks }: Choice): void {
    if (!('kind' in asks)) this.#command(asks)
    else if (asks.kind === 'search') this.actions.show(ALL_MAIL, asks.query)
    else this.actions.show(asks)
  }

  #command(asks: Command): void {
    this.dispatchEvent(new CustomEvent<Command>('command', { detail: asks }))
  }

  #renderWindow(heading: string, body: unknown) {
    return html`<modal-dialog .heading=${heading} @dismiss=${this.#dismiss}>${body}</modal-dialog>`
  }

  #deleteAll(): void {
    this.actions.deleteAll()
    this.#close()
  }

  #close(): void {
    this.dialog?.close()
  }

  #dismiss(): void {
    this.dispatchEvent(new CustomEvent('dismiss'))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'app-window': AppWindow
  }
}
