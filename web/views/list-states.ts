import { html } from 'lit'
import { words } from '../app/words/words.ts'
import { messageOf } from '../state/message-of.ts'
import type { Mailbox } from '../state/mailbox.ts'
import '../ui/state-panel.ts'
import { renderMissingAccount } from './missing-account.ts'

/** A list that could not be loaded. */
export function renderFailedList(mailbox: Mailbox, error: unknown, reload: () => void) {
  const { code } = error as { code?: unknown }
  if (code === 'no-such-account' && mailbox.kind === 'folder') return renderMissingAccount(mailbox.address)
  return html`<state-panel
    tone="danger"
    icon="warning"
    .heading=${words().listFailed}
    .text=${messageOf(error)}
  >
    <button type="button" @click=${reload}>${words().retry}</button>
  </state-panel>`
}

/** A search that found nothing. */
export function renderNothingFound(query: string, clear: () => void) {
  const w = words()
  return html`<state-panel icon="search" .heading=${w.nothingFound} .text=${w.nothingFoundText(query)}>
    <button type="button" @click=${clear}>${w.clearSearch}</button>
  </state-panel>`
}

/** A mailbox without mail; the page may put something else in this place. */
export function renderEmptyMailbox({ kind }: Mailbox) {
  const w = words()
  const heading = kind === 'all' ? w.emptyTitle : w.emptyFolder
  return html`<div class="empty">
    <slot name="empty"><state-panel icon="all" .heading=${heading} .text=${w.emptyText}></state-panel></slot>
  </div>`
}
