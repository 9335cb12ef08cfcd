import { html } from 'lit'
import { words } from '../app/words/words.ts'
import '../ui/state-panel.ts'

/** Says that there is no such account yet. */
export function renderMissingAccount(address: string) {
  const w = words()
  return html`<state-panel
    icon="account"
    .heading=${w.noAccount(address)}
    .text=${w.noAccountText}
  ></state-panel>`
}
