import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

/** A local part up to this length is never cut; of a longer one some characters always stay. */
const SHORT = 4
const KEPT = 2

/** An address on one line. When there is no room the local part is cut, never the domain. */
@customElement('mail-address')
export class MailAddress extends LitElement {
  static override styles = css`
    :host {
      position: relative;
      display: inline-flex;
      min-width: 0;
      max-width: 100%;
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
      flex: 0 1000 auto;
      min-width: 1em;
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
      <span class="begin" aria-hidden="true">${local.slice(0, kept)}</span>
      ${rest === '' ? nothing : html`<span class="local" aria-hidden="true">${rest}</span>`}
      <span class="domain" aria-hidden="true">${domain}</span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mail-address': MailAddress
  }
}
