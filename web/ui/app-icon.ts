import { css, html, LitElement, nothing, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ICON_PATHS, type IconName } from './icon-paths.ts'

export type { IconName } from './icon-paths.ts'

/** A picture that says nothing to screen readers: what stands beside it, or its button, has the words. */
@customElement('app-icon')
export class AppIcon extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
      width: 16px;
      height: 16px;
    }
    svg {
      width: 100%;
      height: 100%;
      fill: none;
      stroke: currentcolor;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    :host([filled]) path {
      fill: currentcolor;
    }
  `

  @property() name: IconName | undefined
  @property({ type: Boolean, reflect: true }) filled = false

  protected override render() {
    if (this.name === undefined) return nothing
    return html`<svg viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${ICON_PATHS[this.name]} />`}</svg>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'app-icon': AppIcon
  }
}
