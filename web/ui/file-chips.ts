import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import './app-icon.ts'
import { controlStyles } from './control-styles.ts'

/** A file as a chip shows it. */
export interface FileChip {
  readonly name: string
  /** As people read it. */
  readonly size: string
  /** It is not there any more. */
  readonly isLost: boolean
}

/** Files that go with a message, each with a button to take it away. Fires `remove` with the place of the file. */
@customElement('file-chips')
export class FileChips extends LitElement {
  static override styles = [
    controlStyles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: inline-flex;
        gap: var(--space-3);
        align-items: center;
        max-width: 280px;
        height: var(--control);
        padding-left: var(--space-3);
        border: 1px solid var(--border);
        border-radius: var(--radius);
        background: var(--raised);
      }
      li > app-icon,
      .size {
        flex: none;
        color: var(--muted);
      }
      .lost {
        border-color: var(--danger);
        color: var(--danger);
      }
      bdi {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ]

  @property() label = ''
  @property({ attribute: false }) files: readonly FileChip[] = []

  protected override render() {
    return html`<ul aria-label=${this.label}>
      ${this.files.map(
        ({ name, size, isLost }, index) =>
          html`<li class=${isLost ? 'lost' : ''}>
            <app-icon name=${isLost ? 'warning' : 'clip'}></app-icon>
            <bdi title=${name}>${name}</bdi><span class="size">${size}</span>
            <button
              class="plain square"
              type="button"
              aria-label=${words().detach(name)}
              title=${words().detach(name)}
              @click=${() => this.dispatchEvent(new CustomEvent<number>('remove', { detail: index }))}
            >
              <app-icon name="close"></app-icon>
            </button>
          </li>`,
      )}
    </ul>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'file-chips': FileChips
  }
}
