import { ALL_MAIL, type Mailbox } from '../state/mailbox.ts'

/** What takes the place of list and reader, or `mail` for these two. */
export type PageName = 'mail' | 'refused' | 'status'

/** What the inbox shows: which mailbox, narrowed by which query, and which message of it in which tab. */
export interface Route {
  /** Of pages other than `mail` the rest says what is shown behind them. */
  readonly page: PageName
  readonly mailbox: Mailbox
  readonly query: string
  readonly id: string | null
  /** null: the tab that suits the message best. */
  readonly tab: Tab | null
}

export const TABS = ['html', 'text', 'source', 'headers', 'parts', 'smtp'] as const

export type Tab = (typeof TABS)[number]

/** Reads `path` (percent-encoded, as `location.pathname`) and `search` (`location.search`); what it cannot read is all mail. */
export function parseRoute(path: string, search: string): Route {
  const query = new URLSearchParams(search).get('q') ?? ''
  const [first, ...rest] = path.split('/').slice(1).map(decodeSegment)
  if (first === 'refused' || first === 'status') return { ...routeOf(ALL_MAIL), page: first }
  if (first === 'accounts' && rest[0]) {
    const [address, folder, id, tab] = rest
    return {
      page: 'mail',
      mailbox: { kind: 'folder', address, folder: folder || 'INBOX' },
      query,
      id: id || null,
      tab: toTab(tab),
    }
  }
  const [id, tab] = first === 'all' ? rest : []
  return { page: 'mail', mailbox: ALL_MAIL, query, id: id || null, tab: toTab(tab) }
}

/** The route of a mailbox as it is first shown. */
export function routeOf(mailbox: Mailbox): Route {
  return { page: 'mail', mailbox, query: '', id: null, tab: null }
}

/** The address of `route`, path and query; `parseRoute` gives the same route back. */
export function formatRoute(route: Route): string {
  if (route.page !== 'mail') return `/${route.page}`
  const segments = [...mailboxSegments(route), ...messageSegments(route)]
  const search = route.query === '' ? '' : `?${new URLSearchParams({ q: route.query })}`
  return `/${segments.map(encodeURIComponent).join('/')}${search}`
}

function mailboxSegments({ mailbox, id }: Route): string[] {
  if (mailbox.kind === 'folder') return ['accounts', mailbox.address, mailbox.folder]
  return id === null ? [] : ['all']
}

function messageSegments({ id, tab }: Route): string[] {
  if (id === null) return []
  return tab === null ? [id] : [id, tab]
}

function toTab(segment: string | undefined): Tab | null {
  return TABS.find(tab => tab === segment) ?? null
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
