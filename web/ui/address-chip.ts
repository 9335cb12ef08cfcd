import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import './copy-button.ts'

/** A person: the name, the address as it is, and a button to copy the address. */
@customElement('address-chip')
export class AddressChip extends LitElement {
  static override styles = css`
    :host {
      display: inline-block;
      min-width: 0;
      max-width: 100%;
      overflow-wrap: anywhere;
    }
    .address {
      color: var(--muted);
      font-family: var(--mono);
      font-size: var(--size-1);
    }
    .alone {
      color: var(--text);
    }
    copy-button {
      --square: 20px;
      vertical-align: -5px;
      opacity: 0;
    }
    :host(:hover) copy-button,
    copy-button:focus-within {
      opacity: 1;
    }
    @media (hover: none) {
      copy-button {
        display: none;
      }
    }
  `

  @property() name = ''
  @property() address = ''

  protected override render() {
    const isAlone = this.name === ''
    return html`${isAlone ? nothing : html`<bdi>${this.name}</bdi>`}
      <bdi class=${isAlone ? 'address alone' : 'address'}>${this.address}</bdi>
      <copy-button .text=${this.address} .label=${words().copyWhat(this.address)}></copy-button>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'address-chip': AddressChip
  }
}
