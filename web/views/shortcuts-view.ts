import { css, html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import type { Words } from '../app/words/en.ts'
import { controlStyles } from '../ui/control-styles.ts'

type Action = keyof Words['actions']

const GROUPS: readonly (readonly [
  keyof Words['shortcutGroups'],
  readonly (readonly [Action, ...string[]])[],
])[] = [
  [
    'move',
    [
      ['next', 'j'],
      ['previous', 'k'],
      ['open', 'Enter', 'o'],
      ['back', 'Esc'],
      ['search', '/'],
      ['all', 'g a'],
      ['top', 'g g'],
    ],
  ],
  [
    'message',
    [
      ['delete', 'd', 'Del'],
      ['undo', 'z'],
      ['unread', 'u'],
      ['flag', 's'],
    ],
  ],
  [
    'view',
    [
      ['tab', '1 – 6'],
      ['narrower', '['],
      ['wider', ']'],
      ['remote', 'r'],
      ['shortcuts', '?'],
    ],
  ],
]

/** Every key and what it does. */
@customElement('shortcuts-view')
export class ShortcutsView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-5) var(--space-7);
      }
      h3 {
        margin: 0 0 var(--space-3);
        color: var(--muted);
        font-size: var(--size-1);
        font-weight: var(--weight-strong);
      }
      dl {
        display: grid;
        grid-template-columns: 1fr max-content;
        gap: var(--space-2) var(--space-6);
        margin: 0;
      }
      dd {
        display: flex;
        gap: var(--space-2);
        justify-content: flex-end;
        margin: 0;
      }
      kbd {
        min-width: 22px;
        padding: 0 var(--space-2);
        border: 1px solid var(--border);
        border-radius: var(--radius);
        background: var(--canvas);
        font: var(--size-1) / 18px var(--mono);
        text-align: center;
      }
    `,
  ]

  protected override render() {
    const { actions, shortcutGroups } = words()
    return GROUPS.map(
      ([group, shortcuts]) =>
        html`<section>
          <h3>${shortcutGroups[group]}</h3>
          <dl>
            ${shortcuts.map(
              ([action, ...keys]) =>
                html`<dt>${actions[action]}</dt>
                  <dd>${keys.map(key => html`<kbd>${key}</kbd>`)}</dd>`,
            )}
          </dl>
        </section>`,
    )
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shortcuts-view': ShortcutsView
  }
}
