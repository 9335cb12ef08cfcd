import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { sessionWords } from '../app/words/session-words.ts'
import { words } from '../app/words/words.ts'
import type { ImapFolder } from '../state/imap-folders.ts'
import '../ui/app-icon.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/modal-dialog.ts'
import { styleProperties } from '../ui/style-properties.ts'

/** What is asked: where to copy or move entries, or about a folder. */
export type MailboxDialogName = 'copy' | 'move' | 'create' | 'rename' | 'delete'

/** A window of the IMAP view. Fires `choose-folder` with the name of a folder, and `dismiss` when nothing was chosen. */
@customElement('mailbox-dialog')
export class MailboxDialog extends LitElement {
  static override styles = [
    controlStyles,
    css`
      .body {
        width: min(360px, calc(100vw - 64px));
      }
      ul {
        max-height: 50vh;
        margin: 0;
        padding: 0;
        overflow: auto;
        list-style: none;
      }
      li button {
        justify-content: flex-start;
        width: 100%;
        height: 32px;
        padding-left: calc(var(--space-3) + var(--depth) * 16px);
      }
      p {
        margin: var(--space-3) 0 0;
        color: var(--muted);
        font-size: var(--size-1);
      }
      input {
        width: 100%;
        height: 32px;
        padding: 0 var(--space-3);
        border: 1px solid var(--border-control);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .choice {
        display: flex;
        gap: var(--space-3);
        justify-content: flex-end;
        margin-top: var(--space-5);
      }
    `,
  ]

  @property() name!: MailboxDialogName
  /** The folder that is shown. */
  @property() folder = ''
  @property({ attribute: false }) folders: readonly ImapFolder[] = []

  @query('input') private input!: HTMLInputElement | null
  @query('li button') private first!: HTMLButtonElement | null

  override firstUpdated(): void {
    this.input?.select()
    this.first?.focus()
  }

  protected override render() {
    const w = sessionWords()
    const headings = {
      copy: w.copyTo,
      move: w.moveTo,
      create: w.newFolder,
      rename: w.renameFolder,
      delete: w.deleteFolderQuestion(this.folder),
    }
    return html`<modal-dialog .heading=${headings[this.name]} @dismiss=${this.#dismiss}>
      <div class="body">${this.#renderBody()}</div>
    </modal-dialog>`
  }

  #renderBody() {
    if (this.name === 'copy' || this.name === 'move') return this.#renderFolders()
    return this.name === 'delete' ? this.#renderQuestion() : this.#renderName()
  }

  #renderFolders() {
    const others = this.folders.filter(({ name, isSelectable }) => isSelectable && name !== this.folder)
    return html`<ul aria-label=${sessionWords().chooseFolder} @keydown=${this.#moved}>
      ${others.map(
        ({ name, label, depth }) =>
          html`<li>
            <button
              class="plain"
              type="button"
              title=${name}
              ${styleProperties({ '--depth': String(depth) })}
              @click=${() => this.#choose(name)}
            >
              <app-icon name="folder"></app-icon>${label}
            </button>
          </li>`,
      )}
    </ul>`
  }

  #renderName() {
    const w = sessionWords()
    const isNew = this.name === 'create'
    return html`<form @submit=${this.#submit}>
      <input
        type="text"
        maxlength="500"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-label=${w.folderName}
        aria-describedby="hint"
        value=${isNew ? '' : this.folder}
      />
      <p id="hint">${w.folderNameHint}</p>
      <div class="choice">
        <button type="button" @click=${this.#dismiss}>${words().cancel}</button>
        <button class="primary" type="submit">${isNew ? w.create : w.renameFolder}</button>
      </div>
    </form>`
  }

  #renderQuestion() {
    const w = sessionWords()
    return html`<p>${w.deleteFolderText}</p>
      <div class="choice">
        <button type="button" autofocus @click=${this.#dismiss}>${words().cancel}</button>
        <button class="danger" type="button" @click=${() => this.#choose(this.folder)}>
          ${w.deleteFolder}
        </button>
      </div>`
  }

  #moved(event: KeyboardEvent): void {
    const step =
      event.key === 'ArrowDown' || event.key === 'j'
        ? 1
        : event.key === 'ArrowUp' || event.key === 'k'
          ? -1
          : 0
    if (step === 0) return
    event.preventDefault()
    const buttons = [...this.renderRoot.querySelectorAll<HTMLButtonElement>('li button')]
    const at = buttons.findIndex(button => button.matches(':focus'))
    buttons[at + step]?.focus()
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault()
    const name = this.input?.value.trim() ?? ''
    if (name === '') return
    if (name === this.folder) this.#dismiss()
    else this.#choose(name)
  }

  #choose(name: string): void {
    this.dispatchEvent(new CustomEvent<string>('choose-folder', { detail: name }))
  }

  #dismiss(): void {
    this.dispatchEvent(new CustomEvent('dismiss'))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mailbox-dialog': MailboxDialog
  }
}
