import type { Link } from '../../server/http/contract.ts'

/** Where a link leads, in the parts that people are to see. */
export interface LinkTarget {
  /** The host that answers, as the browser asks for it; of other links the mailbox or the number. */
  readonly host: string
  /** What stands before the host, a user's name that could be taken for it included. */
  readonly before: string
  readonly after: string
  /** The host that the text of the link names, when it is another one. */
  readonly claimed: string | null
}

/** What may be opened; the server gives nothing else, and neither do we rely on it. */
const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** Where `link` leads; null for what must not be opened. */
export function linkTarget({ href, text }: Pick<Link, 'href' | 'text'>): LinkTarget | null {
  const url = URL.parse(href)
  if (url === null || !SCHEMES.has(url.protocol)) return null
  if (url.host === '') {
    return { host: url.pathname, before: url.protocol, after: url.search + url.hash, claimed: null }
  }
  const user = url.username + (url.password === '' ? '' : `:${url.password}`)
  const claimed = hostClaimedBy(text)
  return {
    host: url.host,
    before: `${url.protocol}//${user === '' ? '' : `${user}@`}`,
    after: url.pathname + url.search + url.hash,
    claimed: claimed === null || isSameSite(claimed, url.hostname) ? null : claimed,
  }
}

/** The host of a text that is itself a web address. */
function hostClaimedBy(text: string): string | null {
  const address = /^(?:https?:\/\/|(?=www\.))\S+$/i.exec(text.trim())?.[0]
  if (address === undefined) return null
  return URL.parse(/^http/i.test(address) ? address : `https://${address}`)?.hostname ?? null
}

function isSameSite(one: string, other: string): boolean {
  return one.replace(/^www\./, '') === other.replace(/^www\./, '')
}

/** In the order in which they are offered. */
const ACTIONS = ['confirm', 'reset', 'unsubscribe'] as const

/** The links that a mail was sent for: the first of each kind. The others are among all links. */
export function actionLinks(links: readonly Link[]): readonly Link[] {
  return ACTIONS.flatMap(action => links.find(({ kind }) => kind === action) ?? [])
}
