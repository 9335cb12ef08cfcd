import { formatRoute, routeOf, type Tab } from '../app/route.ts'
import { ALL_MAIL } from '../state/mailbox.ts'

/** Where a message is shown, among all mail. */
export function messageHref(id: string, tab: Tab | null = null): string {
  return formatRoute({ ...routeOf(ALL_MAIL), id, tab })
}
