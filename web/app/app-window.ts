import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/command-palette.ts'
import '../ui/modal-dialog.ts'
import '../views/connect-view.ts'
import '../views/settings-view.ts'
import '../views/shortcuts-view.ts'
import '../views/tags-view.ts'
import type { InboxActions } from './inbox-actions.ts'
import type { Command } from './keyboard.ts'
import type { Models } from './models.ts'
import { paletteChoices, type Choice } from './palette.ts'
import { formatCount, words } from './words/words.ts'

/** The windows that open over the page. */
export type WindowName = 'shortcuts' | 'settings' | 'connect' | 'delete-all' | 'tags' | 'palette'

/** One window over the page, by name. Fires `dismiss` when it is closed, and `command` for what was chosen in the palette. */
@customElement('app-window')
export class AppWindow extends LitElement {
  static override styles = [
    controlStyles,
    css`
      p {
        max-width: 48ch;
        margin: 0 0 var(--space-5);
        color: var(--muted);
      }
      .choice {
        display: flex;
        gap: var(--space-3);
        justify-content: flex-end;
      }
    `,
  ]

  @property() name!: WindowName
  @property({ attribute: false }) models!: Models
  @property({ attribute: false }) actions!: InboxActions

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
          html`<connect-view .info=${this.models.info}></connect-view>`,
        )
      case 'palette':
        return html`<command-palette
          .items=${paletteChoices(this.models, this.actions)}
          @choose=${(event: CustomEvent<Choice>) => this.#choose(event.detail)}
          @dismiss=${this.#dismiss}
        ></command-palette>`
      case 'tags':
        return this.#renderTags()
      case 'delete-all':
        return this.#renderDeleteAll()
    }
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
      html`<p>${w.deleteAllText}</p>
        <div class="choice">
          <button type="button" @click=${this.#dismiss}>${w.cancel}</button>
          <button type="button" class="danger" @click=${this.#deleteAll}>${w.deleteAll}</button>
        </div>`,
    )
  }

  #choose({ asks }: Choice): void {
    this.#dismiss()
    if ('kind' in asks) this.actions.show(asks)
    else this.dispatchEvent(new CustomEvent<Command>('command', { detail: asks }))
  }

  #renderWindow(heading: string, body: unknown) {
    return html`<modal-dialog .heading=${heading} @dismiss=${this.#dismiss}>${body}</modal-dialog>`
  }

  #deleteAll(): void {
    this.actions.deleteAll()
    this.#dismiss()
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
