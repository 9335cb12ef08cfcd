import type { Summary } from '../../server/http/contract.ts'
import { bare } from '../state/envelope-differences.ts'
import { formatCount, words } from './words/words.ts'

/** Whether the browser shows notifications at all; on plain HTTP from another machine it has none. */
const canNotify = 'Notification' in globalThis

/** Asks the user for permission where that was not done before; gives whether we have it. */
export async function mayNotify(): Promise<boolean> {
  if (!canNotify) return false
  return (await Notification.requestPermission()) === 'granted'
}

/**
 * Shows on the desktop that mail came in. A later notification takes the place of an earlier one.
 *
 * @param summaries one or more, newest first
 * @param open called with the newest of them when the user asks for it
 */
export function notifyOf(summaries: readonly Summary[], open: (summary: Summary) => void): void {
  const [newest] = summaries
  if (newest === undefined || !canNotify || Notification.permission !== 'granted') return
  const w = words()
  const [sender] = newest.from
  const from = sender?.name || sender?.address || bare(newest.envelope.from) || w.noSender
  const subject = newest.subject || w.noSubject
  const count = summaries.length
  const [title, body] =
    count === 1 ? [from, subject] : [w.pill(count, formatCount(count)), `${from}: ${subject}`]
  const notification = new Notification(title, { body, icon: '/icon.svg', tag: 'facteur' })
  notification.addEventListener('click', () => {
    window.focus()
    notification.close()
    open(newest)
  })
}
