import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { HeaderLine, Message } from '../../server/http/contract.ts'
import { Watch } from '../app/watch.ts'
import { words } from '../app/words/words.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import { renderResource } from './resource-view.ts'

/** Every header field in order, decoded; as it stands on hover. */
@customElement('headers-view')
export class HeadersView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        font: var(--size-1) / 18px var(--mono);
      }
      th,
      td {
        padding: var(--space-2) var(--space-5);
        border-bottom: 1px solid var(--border);
        text-align: start;
        vertical-align: top;
      }
      th {
        width: 1%;
        padding-right: 0;
        color: var(--code-name);
        font-weight: var(--weight);
        white-space: nowrap;
      }
      td {
        overflow-wrap: anywhere;
      }
      .copy {
        width: 1%;
        padding: 1px var(--space-3);
      }
      copy-button {
        --square: 22px;
        opacity: 0;
      }
      tr:hover copy-button,
      copy-button:focus-within {
        opacity: 1;
      }
    `,
  ]

  @property({ attribute: false }) message!: Message
  @property({ attribute: false }) headers!: ResourceModel<readonly HeaderLine[]>

  constructor() {
    super()
    new Watch(this, () => [this.headers])
  }

  protected override willUpdate(): void {
    this.headers.show(this.message.id)
  }

  protected override render() {
    return renderResource(
      this.headers,
      this.message.id,
      headers =>
        html`<table>
          <thead class="quiet">
            <tr>
              <th scope="col">${words().headerName}</th>
              <th scope="col">${words().headerValue}</th>
              <th scope="col">${words().copy}</th>
            </tr>
          </thead>
          <tbody>
            ${headers.map(
              ({ name, value, text }) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td title=${value} dir="auto">${text}</td>
                  <td class="copy">
                    <copy-button .text=${value} .label=${words().copyWhat(name)}></copy-button>
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>`,
    )
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'headers-view': HeadersView
  }
}
