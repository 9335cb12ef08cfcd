import { LitElement } from 'lit'
import { query } from 'lit/decorators.js'

/**
 * What windows over the page have in common: each renders a `dialog`, which is open from when it is connected, and hands it the
 * three listeners below. Fires `dismiss` when it is closed.
 */
export class ModalElement extends LitElement {
  @query('dialog') private dialog!: HTMLDialogElement

  #isClosed = false

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  /** Gives the focus back to where it was, and tells so at once, as the next key is for the page already. */
  readonly close = (): void => {
    if (this.#isClosed) return
    this.#isClosed = true
    this.dialog.close()
    this.dispatchEvent(new CustomEvent('dismiss'))
  }

  /** Escape; left to itself the browser would tell of it only later. */
  protected readonly cancelled = (event: Event): void => {
    event.preventDefault()
    this.close()
  }

  /** The backdrop belongs to the dialog itself; all that is in it is below other elements. */
  protected readonly clicked = ({ target }: Event): void => {
    if (target === this.dialog) this.close()
  }
}
