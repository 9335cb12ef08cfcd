import type { IncomingMessage } from 'node:http'

/**
 * The target of a request as routes know it, a path with its query. RFC 9112 §3.2.2: of a target in absolute form, as proxies
 * get it, the authority counts, whatever the Host field says.
 */
export function originForm({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): string {
  const [, authority, rest = ''] = /^https?:\/\/([^/?]*)(.*)$/i.exec(url) ?? []
  if (authority === undefined) return url
  headers.host = authority
  return rest.startsWith('/') ? rest : `/${rest}`
}
