import { html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import { copyText } from './copy-text.ts'
import { SquareButton } from './square-button.ts'

/** How long the button says that it has copied, in milliseconds. */
const SAID = 1500

/** Copies `text`, and says so for a moment. */
@customElement('copy-button')
export class CopyButton extends SquareButton {
  @property() text = ''
  /** What it copies, in words. */
  @property() label = ''
  /** The key that does the same, shown in the hint. */
  @property() shortcut = ''

  @state() private copied = false

  #timer: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
    this.copied = false
  }

  protected override render() {
    const icon = this.copied ? 'check' : 'copy'
    const label = this.copied ? words().copied : this.label || words().copy
    const hint = this.shortcut === '' ? label : `${label} (${this.shortcut})`
    return html`${this.renderButton({ icon, label, hint, click: event => this.#copy(event) })}
      <span class="quiet" role="status">${this.copied ? words().copied : ''}</span>`
  }

  async #copy(event: Event): Promise<void> {
    event.stopPropagation()
    if (!(await copyText(this.text))) return
    this.copied = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.copied = false), SAID)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'copy-button': CopyButton
  }
}
