import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import './app-icon.ts'
import type { IconName } from './app-icon.ts'
import { controlStyles } from './control-styles.ts'
import { styleProperties } from './style-properties.ts'

/** A folder as the list shows it. */
export interface FolderItem {
  readonly name: string
  readonly label: string
  /** How many levels stand above it. */
  readonly depth: number
  readonly icon: IconName
  /** Where it leads; null for a level that is no folder. */
  readonly href: string | null
  /** Shown when there are any unread. */
  readonly unseen: string
  readonly messages: string
  /** All of it in words. */
  readonly hint: string
  /** Its special use, where the name does not say it. */
  readonly use: string
}

/** The folders of an account, as a tree of links. */
@customElement('folder-list')
export class FolderList extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      a,
      .level {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        height: 30px;
        padding: 0 var(--space-3) 0 calc(var(--space-3) + var(--depth) * 16px);
        border-radius: var(--radius);
        color: var(--text);
        text-decoration: none;
      }
      .level,
      app-icon {
        color: var(--muted);
      }
      a:hover {
        background: var(--neutral-soft);
      }
      a[aria-current] {
        background: var(--selection);
        font-weight: var(--weight-strong);
      }
      a[aria-current] app-icon {
        color: var(--accent);
      }
      .label {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .use {
        color: var(--muted);
        font: var(--size-1) var(--mono);
      }
      .counts {
        color: var(--muted);
        font-size: var(--size-1);
        font-variant-numeric: tabular-nums;
        font-weight: var(--weight);
      }
      .unseen {
        color: var(--text);
        font-weight: var(--weight-strong);
      }
    `,
  ]

  @property({ attribute: false }) folders: readonly FolderItem[] = []
  @property() current = ''
  @property() label = ''

  protected override render() {
    return html`<nav aria-label=${this.label}>
      <ul>
        ${this.folders.map(folder => html`<li>${this.#renderFolder(folder)}</li>`)}
      </ul>
    </nav>`
  }

  #renderFolder({ name, label, depth, icon, href, unseen, messages, hint, use }: FolderItem) {
    const indent = styleProperties({ '--depth': String(depth) })
    const body = html`<app-icon .name=${icon}></app-icon><span class="label">${label}</span>${
        use === '' ? nothing : html`<span class="use">${use}</span>`
      }`
    if (href === null) return html`<span class="level" ${indent}>${body}</span>`
    return html`<a
      href=${href}
      title=${hint}
      aria-current=${name === this.current ? 'page' : nothing}
      ${indent}
    >
      ${body}<span class="counts"
        >${unseen === '' ? nothing : html`<span class="unseen">${unseen}</span> / `}${messages}</span
      >
    </a>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'folder-list': FolderList
  }
}
