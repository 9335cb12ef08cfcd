import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { mayNotify } from '../app/desktop-notification.ts'
import { Watch } from '../app/watch.ts'
import { words } from '../app/words/words.ts'
import type { Settings, SettingsModel } from '../state/settings-model.ts'
import '../ui/choice-bar.ts'
import { controlStyles } from '../ui/control-styles.ts'

/** What a user may set. */
@customElement('settings-view')
export class SettingsView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: 1fr max-content;
        gap: var(--space-4) var(--space-7);
        align-items: center;
        min-width: min(360px, 70vw);
      }
      p {
        grid-column: 1 / -1;
        max-width: 44ch;
        margin: 0;
        color: var(--danger);
        font-size: var(--size-1);
      }
    `,
  ]

  @property({ attribute: false }) settings!: SettingsModel

  /** Notifications were asked for, and the browser said no. */
  @state() private isRefused = false

  constructor() {
    super()
    new Watch(this, () => [this.settings])
  }

  protected override render() {
    const w = words()
    return html`${this.#renderChoice('theme', w.theme, w.themes)}
    ${this.#renderChoice('density', w.density, w.densities)}
    ${this.#renderChoice('language', w.language, w.languages)}
    ${this.#renderChoice('notify', w.notify, w.notifications)}
    ${this.isRefused ? html`<p role="alert">${w.notifyRefused}</p>` : nothing}`
  }

  #renderChoice(
    name: 'theme' | 'density' | 'language' | 'notify',
    label: string,
    options: Readonly<Record<string, string>>,
  ) {
    return html`<span aria-hidden="true">${label}</span>
      <choice-bar
        label=${label}
        .choices=${Object.entries(options).map(([value, label]) => ({ value, label }))}
        .value=${this.settings.value[name]}
        @choose=${(event: CustomEvent<string>) => this.#choose(name, event.detail)}
      ></choice-bar>`
  }

  async #choose(name: keyof Settings, value: string): Promise<void> {
    const isAllowed = name !== 'notify' || value === 'off' || (await mayNotify())
    this.isRefused = !isAllowed
    if (isAllowed) this.settings.change({ [name]: value })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'settings-view': SettingsView
  }
}
