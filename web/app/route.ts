import { ALL_MAIL, CATCH_ALL, type Mailbox } from '../state/mailbox.ts'

/** What takes the place of list and reader, or `mail` for these two. */
export type PageName = 'mail' | 'refused' | 'status' | 'delivery' | 'imap' | 'pop3'

/** Pages that are alone in their address. */
const PLAIN_PAGES = ['refused', 'status', 'delivery'] as const

/** Pages that show an account as a protocol has it; also the segment of the address that names them. */
export const SESSION_PAGES = ['imap', 'pop3'] as const

/** What the inbox shows: which mailbox, narrowed by which query, and which message of it in which tab. */
export interface Route {
  /** Of pages other than `mail` the rest says what is shown behind them. */
  readonly page: PageName
  readonly mailbox: Mailbox
  readonly query: string
  readonly id: string | null
  /** null: the tab that suits the message best. */
  readonly tab: Tab | null
  /** What of the page `delivery` is to be in sight; null: the top. */
  readonly panel: Panel | null
  /** What is being written, to nobody yet or about the message; null when nothing is. */
  readonly writing: Writing | null
}

export const TABS = [
  'html',
  'text',
  'source',
  'headers',
  'parts',
  'smtp',
  'links',
  'journey',
  'checks',
] as const

export type Tab = (typeof TABS)[number]

/** Parts of the page `delivery` that have addresses of their own. */
const PANELS = ['world'] as const

export type Panel = (typeof PANELS)[number]

export const WRITINGS = ['compose', 'reply', 'reply-all', 'forward'] as const

export type Writing = (typeof WRITINGS)[number]

/** Reads `path` (percent-encoded, as `location.pathname`) and `search` (`location.search`); what it cannot read is all mail. */
export function parseRoute(path: string, search: string): Route {
  const query = new URLSearchParams(search).get('q') ?? ''
  const segments = path.split('/').slice(1)
  const [first, ...rest] = segments.map(decodeSegment)
  if (first === 'compose') return { ...routeOf(ALL_MAIL), query, writing: 'compose' }
  const plain = PLAIN_PAGES.find(page => page === first)
  if (plain !== undefined) return { ...routeOf(ALL_MAIL), page: plain, panel: parsePanel(plain, rest[0]) }
  if (first === 'accounts' && rest[0]) {
    const [address, folder, ...shown] = rest
    const page = SESSION_PAGES.find(page => page === segments[2])
    if (page !== undefined) return sessionRoute(page, address, shown[0])
    const mailbox = { kind: 'folder', address, folder: folder || 'INBOX' } as const
    return { ...routeOf(mailbox), query, ...parseShown(shown) }
  }
  return { ...routeOf(ALL_MAIL), query, ...(first === 'all' && parseShown(rest)) }
}

function sessionRoute(page: 'imap' | 'pop3', address: string, folder: string | undefined): Route {
  const shown = page === 'imap' && folder ? folder : 'INBOX'
  return { ...routeOf({ kind: 'folder', address, folder: shown }), page }
}

function parsePanel(page: PageName, segment: string | undefined): Panel | null {
  return page === 'delivery' ? (PANELS.find(panel => panel === segment) ?? null) : null
}

/** The message, and its tab or what is written about it. */
function parseShown([id, what]: readonly string[]): Pick<Route, 'id' | 'tab' | 'writing'> {
  if (!id) return { id: null, tab: null, writing: null }
  if (id === 'compose') return { id: null, tab: null, writing: 'compose' }
  const writing = WRITINGS.find(writing => writing === what) ?? null
  return { id, tab: TABS.find(tab => tab === what) ?? null, writing }
}

/** The route of a mailbox as it is first shown. */
export function routeOf(mailbox: Mailbox): Route {
  return { page: 'mail', mailbox, query: '', id: null, tab: null, panel: null, writing: null }
}

/** The address of `route`, path and query; `parseRoute` gives the same route back. */
export function formatRoute(route: Route): string {
  if (isSessionPage(route.page)) return formatSession(route.page, route.mailbox)
  if (route.page !== 'mail') return `/${[route.page, route.panel].filter(Boolean).join('/')}`
  const segments = [...mailboxSegments(route), ...messageSegments(route)]
  const search = route.query === '' ? '' : `?${new URLSearchParams({ q: route.query })}`
  return `/${segments.map(encodeSegment).join('/')}${search}`
}

export function isSessionPage(page: PageName): page is 'imap' | 'pop3' {
  return page === 'imap' || page === 'pop3'
}

function formatSession(page: 'imap' | 'pop3', mailbox: Mailbox): string {
  const { address, folder } = mailbox.kind === 'folder' ? mailbox : { address: CATCH_ALL, folder: 'INBOX' }
  const path = `/accounts/${encodeURIComponent(address)}/${page}`
  return page === 'pop3' ? path : `${path}/${encodeURIComponent(folder)}`
}

/** A folder that has the name of a page is told apart from it by a letter that is encoded without need. */
function encodeSegment(segment: string, index: number): string {
  const isPage = index === 2 && SESSION_PAGES.some(page => page === segment)
  const encoded = encodeURIComponent(segment)
  return isPage ? `%${encoded.charCodeAt(0).toString(16)}${encoded.slice(1)}` : encoded
}

function mailboxSegments({ mailbox, id }: Route): string[] {
  if (mailbox.kind === 'folder') return ['accounts', mailbox.address, mailbox.folder]
  return id === null ? [] : ['all']
}

function messageSegments({ id, tab, writing }: Route): string[] {
  return [id, writing ?? (id === null ? null : tab)].filter(segment => segment !== null)
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** What a draft is kept under: what kind it is, and the message that it is about. */
export function draftKey({ writing, id }: Pick<Route, 'writing' | 'id'>): string {
  return writing === 'compose' ? writing : `${writing}/${id}`
}
