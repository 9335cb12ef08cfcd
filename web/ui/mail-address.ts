import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

/** A local part up to this length is never cut; of a longer one some characters always stay. */
const SHORT = 5
const KEPT = 2

/**
 * An address on one line. When there is no room the local part is cut first; only a domain that is too long by itself
 * loses its end. The pointer shows it whole.
 */
@customElement('mail-address')
export class MailAddress extends LitElement {
  static override styles = css`
    :host {
      position: relative;
      display: inline-block;
      min-width: 0;
      max-width: 100%;
    }
    .whole {
      display: flex;
      white-space: nowrap;
    }
    /* The parts of a cut address would be read as words of their own. */
    .quiet {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .begin {
      flex: none;
    }
    .local {
      /* So much more than the domain that this loses less than the fraction of a pixel at which it would be cut. */
      flex: 0 1000000 auto;
      /* One letter, which is always shown, and the whole of the ellipsis. */
      min-width: 1.6em;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .domain {
      flex: 0 1 auto;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
    }
  `

  @property() address = ''

  protected override render() {
    const at = this.address.lastIndexOf('@')
    const local = at < 0 ? this.address : this.address.slice(0, at)
    const domain = at < 0 ? '' : this.address.slice(at)
    const kept = local.length <= SHORT ? SHORT : KEPT
    const rest = local.slice(kept)
    return html`<span class="quiet">${this.address}</span>
      <span class="whole" title=${this.address} aria-hidden="true">
        <span class="begin">${local.slice(0, kept)}</span>
        ${rest === '' ? nothing : html`<span class="local">${rest}</span>`}
        <span class="domain">${domain}</span>
      </span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mail-address': MailAddress
  }
}
