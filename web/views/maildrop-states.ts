import { html, nothing } from 'lit'
import type { OpenSession } from '../../server/http/contract.ts'
import { formatExactTime } from '../app/format-time.ts'
import { sessionWords } from '../app/words/session-words.ts'
import { formatCount, locale, words } from '../app/words/words.ts'
import type { Pop3End } from '../state/pop3-state.ts'
import '../ui/state-panel.ts'

/** The maildrop that nobody here has open: how that came, who else has it, and how it is opened. */
export function renderClosed(
  end: Pop3End | null,
  holders: readonly OpenSession[],
  reason: string,
  open: () => void,
) {
  const w = sessionWords()
  return html`<state-panel
    icon="all"
    .heading=${end === null ? w.closedTitle : w.ended}
    .text=${end === null ? w.closedText : endText(end)}
  >
    ${reason === '' ? nothing : html`<p class="said">${w.serverSays(reason)}</p>`}
    ${holders.length > 0 ? html`<p class="said">${w.inUse}</p>` : nothing} ${renderHolders(holders)}
    <button class="primary" type="button" @click=${open}>${w.openMaildrop}</button>
  </state-panel>`
}

/** The maildrop that another session holds. */
export function renderLocked(holders: readonly OpenSession[], reason: string, open: () => void) {
  const w = sessionWords()
  return html`<state-panel tone="danger" icon="warning" .heading=${w.lockedTitle} .text=${w.lockedText}>
    ${renderHolders(holders)}
    <p class="said">${w.serverSays(reason)}</p>
    <button type="button" @click=${open}>${words().retry}</button>
  </state-panel>`
}

function renderHolders(holders: readonly OpenSession[]) {
  if (holders.length === 0) return nothing
  const { holder } = sessionWords()
  return html`<ul class="holders">
    ${holders.map(
      ({ address, port, since }) =>
        html`<li>${holder(`${address}:${port}`, formatExactTime(Date.parse(since), locale()))}</li>`,
    )}
  </ul>`
}

function endText(end: Pop3End): string {
  const { ends } = sessionWords()
  if (end.how === 'quit') return ends.quit(end.deleted, formatCount(end.deleted))
  return `${ends[end.how]} ${ends.kept(end.marked, formatCount(end.marked))}`
}
