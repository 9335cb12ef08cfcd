import { css, html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { COMMANDS } from '../app/commands.ts'
import { keyLabel } from '../app/key-label.ts'
import { words } from '../app/words/words.ts'
import { controlStyles } from '../ui/control-styles.ts'

const GROUPS = [...new Set(COMMANDS.map(({ group }) => group))]

/** Every key and what it does. */
@customElement('shortcuts-view')
export class ShortcutsView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
        columns: 280px 2;
        column-gap: var(--space-7);
        width: min(640px, calc(100vw - 64px));
      }
      section {
        break-inside: avoid;
        margin-bottom: var(--space-5);
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
      group =>
        html`<section>
          <h3>${shortcutGroups[group]}</h3>
          <dl>
            ${COMMANDS.filter(command => command.group === group && command.keys.length > 0).map(
              ({ name, keys }) =>
                html`<dt>${actions[name]}</dt>
                  <dd>${keys.map(key => html`<kbd>${keyLabel(key)}</kbd>`)}</dd>`,
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
