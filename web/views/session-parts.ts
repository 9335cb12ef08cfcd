import { html, nothing } from 'lit'
import { sessionWords } from '../app/words/session-words.ts'
import { formatLog, type WireLine } from '../state/wire-log.ts'
import '../ui/copy-button.ts'
import '../ui/icon-button.ts'
import '../ui/state-panel.ts'
import '../ui/wire-log.ts'
import { words } from '../app/words/words.ts'

/** The pane with everything that was said. */
export function renderLog(log: readonly WireLine[]) {
  const w = sessionWords()
  const lines = log.map(line =>
    line.side === 'note' ? { ...line, text: w.logNotes[line.text] ?? line.text } : line,
  )
  return html`<section class="pane log" aria-label=${w.log}>
    <div class="bar">
      <h3>${w.log}</h3>
      <span class="space"></span>
      <copy-button .text=${formatLog(lines)} .label=${w.copyLog}></copy-button>
    </div>
    <wire-log .lines=${lines} .label=${w.log} .empty=${w.logEmpty} .followLabel=${w.follow}></wire-log>
  </section>`
}

/** What the server answered to a command that it did not obey. */
export function renderFailure(failure: string | null, dismiss: () => void) {
  if (failure === null) return nothing
  return html`<p class="alert" role="alert">
    <app-icon name="warning"></app-icon><span>${sessionWords().failed}: ${failure}</span>
    <icon-button icon="close" label=${words().close} @click=${dismiss}></icon-button>
  </p>`
}

/** Asks for the password of an account. */
export function renderPassword(user: string, reason: string, logIn: (password: string) => void) {
  const w = sessionWords()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const { value } = (event.target as HTMLFormElement).elements.namedItem('password') as HTMLInputElement
    if (value !== '') logIn(value)
  }
  return html`<state-panel icon="account" .heading=${w.passwordTitle} .text=${w.passwordText(user)}>
    <form class="password" @submit=${submit}>
      <input
        type="password"
        name="password"
        autocomplete="off"
        aria-label=${w.password}
        placeholder=${w.password}
      />
      <button class="primary" type="submit">${w.logIn}</button>
    </form>
    ${reason === '' ? nothing : html`<p class="said">${w.serverSays(reason)}</p>`}
  </state-panel>`
}
