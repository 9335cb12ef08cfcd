import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import './app-icon.ts'
import type { IconName } from './app-icon.ts'
import { controlStyles } from './control-styles.ts'

/** Stands where there is nothing to show: says why, and holds in its slot what can be done. */
@customElement('state-panel')
export class StatePanel extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: var(--space-3);
        box-sizing: border-box;
        min-height: 100%;
        padding: var(--space-6);
        text-align: center;
      }
      app-icon {
        width: 24px;
        height: 24px;
        color: var(--muted);
      }
      :host([tone='danger']) app-icon {
        color: var(--danger);
      }
      h2 {
        margin: 0;
        font-size: var(--size-3);
        font-weight: var(--weight-strong);
        overflow-wrap: anywhere;
      }
      p {
        max-width: 44ch;
        margin: 0;
        color: var(--muted);
        overflow-wrap: anywhere;
      }
      ::slotted(button) {
        margin-top: var(--space-3);
      }
    `,
  ]

  @property() icon: IconName | undefined
  @property({ reflect: true }) tone: 'neutral' | 'danger' = 'neutral'
  @property() heading = ''
  @property() text = ''

  protected override render() {
    return html`<app-icon .name=${this.icon}></app-icon>
      <h2>${this.heading}</h2>
      ${this.text === '' ? nothing : html`<p>${this.text}</p>`}
      <slot></slot>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'state-panel': StatePanel
  }
}
