import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { InboxActions } from '../app/inbox-actions.ts'
import { Watch } from '../app/watch.ts'
import { words } from '../app/words/words.ts'
import type { MessageModel } from '../state/message-model.ts'
import type { SelectionModel } from '../state/selection-model.ts'
import { otherTags, parseTag, sharedTags, tagLabel, type SharedTag } from '../state/tags.ts'
import type { VisibleModel } from '../state/visible-model.ts'
import '../ui/app-icon.ts'
import { controlStyles } from '../ui/control-styles.ts'

/** Tags that are offered at most. */
const OFFERED = 12

/** The tags of the selected messages, or of the open one: adds some, and takes some away. */
@customElement('tags-view')
export class TagsView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
        width: min(400px, calc(100vw - 64px));
      }
      form {
        display: flex;
        gap: var(--space-3);
      }
      input {
        flex: 1;
        min-width: 0;
        height: var(--control);
        padding: 0 var(--space-3);
        border: 1px solid var(--border-control);
        border-radius: var(--radius);
        background: var(--surface);
      }
      input[aria-invalid] {
        border-color: var(--danger);
      }
      p {
        margin: var(--space-3) 0 0;
        color: var(--muted);
        font-size: var(--size-1);
      }
      .error {
        color: var(--danger);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        margin: var(--space-3) 0 0;
        padding: 0;
        list-style: none;
      }
      li button {
        height: 24px;
        max-width: 100%;
        padding: 0 var(--space-3);
        gap: var(--space-2);
      }
      li span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .partial {
        border-style: dashed;
      }
      li app-icon {
        width: 12px;
        height: 12px;
        color: var(--muted);
      }
    `,
  ]

  @property({ attribute: false }) message!: MessageModel
  @property({ attribute: false }) selection!: SelectionModel
  @property({ attribute: false }) visible!: VisibleModel
  @property({ attribute: false }) actions!: InboxActions

  @state() private isWrong = false

  @query('input') private input!: HTMLInputElement

  constructor() {
    super()
    new Watch(this, () => [this.message, this.selection, this.visible])
  }

  override firstUpdated(): void {
    this.input.focus()
  }

  protected override render() {
    const w = words()
    const present = sharedTags(this.actions.targets)
    const offered = otherTags(this.visible.value.rows, present).slice(0, OFFERED)
    return html`<form @submit=${this.#submit}>
        <input
          type="text"
          maxlength="100"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-label=${w.newTag}
          placeholder=${w.newTag}
          aria-invalid=${this.isWrong ? 'true' : nothing}
          aria-describedby=${this.isWrong ? 'error' : nothing}
          @input=${() => (this.isWrong = false)}
        />
        <button type="submit">${w.addTag}</button>
      </form>
      ${this.isWrong ? html`<p class="error" id="error" role="alert">${w.badTag}</p>` : nothing}
      ${
        present.length === 0
          ? html`<p>${w.noTags}</p>`
          : html`<ul aria-label=${w.tags}>
              ${present.map(tag => this.#renderPresent(tag))}
            </ul>`
      }
      ${offered.length === 0 ? nothing : this.#renderOffered(offered)}`
  }

  #renderPresent({ name, onAll }: SharedTag) {
    const label = words().removeTag(tagLabel(name))
    return html`<li>
      <button
        type="button"
        class=${onAll ? '' : 'partial'}
        aria-label=${label}
        title=${onAll ? label : words().tagOnSome}
        @click=${() => this.actions.removeTag(name)}
      >
        <span>${tagLabel(name)}</span><app-icon name="close"></app-icon>
      </button>
    </li>`
  }

  #renderOffered(names: readonly string[]) {
    const w = words()
    return html`<p>${w.otherTags}</p>
      <ul aria-label=${w.otherTags}>
        ${names.map(
          name =>
            html`<li>
              <button type="button" class="plain" title=${w.addTag} @click=${() => this.actions.addTag(name)}>
                <app-icon name="plus"></app-icon><span>${tagLabel(name)}</span>
              </button>
            </li>`,
        )}
      </ul>`
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault()
    if (this.input.value.trim() === '') return
    const tag = parseTag(this.input.value)
    this.isWrong = tag === undefined
    if (tag === undefined) return
    this.actions.addTag(tag)
    this.input.value = ''
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tags-view': TagsView
  }
}
