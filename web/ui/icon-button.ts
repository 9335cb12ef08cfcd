import { customElement, property } from 'lit/decorators.js'
import type { IconName } from './app-icon.ts'
import { SquareButton } from './square-button.ts'

/** A square button with a picture; `label` is its name and its hint. Clicks are the ordinary click event. */
@customElement('icon-button')
export class IconButton extends SquareButton {
  @property() icon: IconName | undefined
  @property() label = ''
  /** The key that does the same, shown in the hint. */
  @property() shortcut = ''
  @property({ type: Boolean }) disabled = false
  /** undefined: not a toggle. */
  @property({ attribute: false }) pressed: boolean | undefined

  protected override render() {
    const { icon, label, shortcut, pressed, disabled } = this
    const hint = shortcut === '' ? label : `${label} (${shortcut})`
    return this.renderButton({ icon, label, hint, pressed, disabled })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'icon-button': IconButton
  }
}
