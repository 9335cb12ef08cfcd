import { css, html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import './app-icon.ts'
import { controlStyles } from './control-styles.ts'
import { copyText } from './copy-text.ts'

/** How long the button says that it has copied, in milliseconds. */
const SAID = 1500

/** Copies `text`, and says so for a moment. With words in its slot it is a wide button, else a square one. */
@customElement('copy-button')
export class CopyButton extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override styles = [
    controlStyles,
    css`
      :host {
        display: inline-flex;
      }
      button {
        height: var(--copy-height, var(--control));
        padding: 0 var(--space-2);
        color: var(--muted);
      }
      button:hover {
        color: var(--text);
      }
    `,
  ]

  @property() text = ''
  /** What it copies, in words. */
  @property() label = ''

  @state() private copied = false

  #timer: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
    this.copied = false
  }

  protected override render() {
    const label = this.copied ? words().copied : this.label || words().copy
    return html`<button class="plain" type="button" aria-label=${label} title=${label} @click=${this.#copy}>
        <app-icon .name=${this.copied ? 'check' : 'copy'}></app-icon>
      </button>
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
