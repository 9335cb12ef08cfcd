import type { InboxActions } from './inbox-actions.ts'
import type { Models } from './models.ts'
import { isSessionPage } from './route.ts'
import { JOURNEYS } from './journey-pane.ts'
import { OUTSIDE } from './outside-pane.ts'
import { SESSIONS } from './session-pane.ts'

/**
 * Keeps the models at what the address says: the list of its mailbox and query, its message. A message that is open
 * while the page is seen is marked as read, once.
 */
export function followRoute(
  { journeys, router, list, message, outside, sessions, thread }: Models,
  actions: InboxActions,
): void {
  const show = () => {
    const { page, mailbox, query, id, tab } = router.value
    if (tab === 'journey') journeys.show(JOURNEYS)
    if (isSessionPage(page)) sessions.show(SESSIONS)
    if (page === 'delivery') outside.show(OUTSIDE)
    list.show({ mailbox, query })
    if (id === null) message.close()
    else {
      message.show(mailbox, id, list.value.rows.find(row => row.id === id) ?? null)
      thread.show(id)
    }
  }
  let marked: string | undefined
  const markSeen = () => {
    const open = message.value
    if (open?.row == null || open.phase !== 'ready' || document.hidden || marked === open.id) return
    marked = open.id
    if (!open.row.seen) actions.markSeen(open.row)
  }
  router.subscribe(show)
  message.subscribe(open => {
    if (open === null) marked = undefined
    markSeen()
  })
  document.addEventListener('visibilitychange', markSeen)
  show()
}

/**
 * Opens the newest message where nothing is open: when the list is first there, and when new mail arrives. What the
 * user closed stays closed until there is a newer one.
 *
 * @param isAllowed whether there is room for the message beside the list
 */
export function followNewest(
  { router, message, visible, list }: Models,
  actions: InboxActions,
  isAllowed: () => boolean,
): void {
  let known: string | undefined
  let wasOpen = false
  const isOpen = () => router.value.id !== null && message.value?.phase !== 'gone'
  const look = () => {
    const newest = visible.value.rows[0]?.key
    if (isOpen() || wasOpen) known = newest
    wasOpen = isOpen()
    if (wasOpen || newest === undefined || newest === known) return
    if (list.value.phase !== 'ready' || router.value.page !== 'mail' || !isAllowed()) return
    if (router.value.writing !== null) return
    known = newest
    actions.openNewest()
  }
  let { mailbox, page } = router.value
  router.subscribe(route => {
    if (route.mailbox !== mailbox || route.page !== page) {
      ;({ mailbox, page } = route)
      known = undefined
      wasOpen = false
    }
    look()
  })
  for (const model of [message, visible, list]) model.subscribe(look)
  look()
}

/** Shows in the title of the page how much is unread. */
export function followTitle({ accounts }: Models): void {
  accounts.subscribe(all => {
    const unseen = all
      ?.find(account => account.address === 'all')
      ?.folders.reduce((sum, { unseen }) => sum + unseen, 0)
    document.title = unseen ? `(${unseen}) Facteur` : 'Facteur'
  })
}
