import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { Watch } from '../app/watch.ts'
import { words } from '../app/words/words.ts'
import type { SettingsModel } from '../state/settings-model.ts'
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
    `,
  ]

  @property({ attribute: false }) settings!: SettingsModel

  constructor() {
    super()
    new Watch(this, () => [this.settings])
  }

  protected override render() {
    const w = words()
    return html`${this.#renderChoice('theme', w.theme, w.themes)}
    ${this.#renderChoice('density', w.density, w.densities)}
    ${this.#renderChoice('language', w.language, w.languages)}`
  }

  #renderChoice(
    name: 'theme' | 'density' | 'language',
    label: string,
    options: Readonly<Record<string, string>>,
  ) {
    return html`<span aria-hidden="true">${label}</span>
      <choice-bar
        label=${label}
        .choices=${Object.entries(options).map(([value, label]) => ({ value, label }))}
        .value=${this.settings.value[name]}
        @choose=${(event: CustomEvent<string>) => this.settings.change({ [name]: event.detail })}
      ></choice-bar>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'settings-view': SettingsView
  }
}
