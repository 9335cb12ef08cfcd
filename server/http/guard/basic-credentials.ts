/**
 * Name and password of an Authorization header field (RFC 7617 §2, with UTF-8); null when it carries none.
 */
export function parseBasicCredentials(header: string | undefined): { name: string; password: string } | null {
  const token = /^basic +([A-Za-z0-9+/]+=*) *$/i.exec(header ?? '')?.[1]
  if (token === undefined) return null
  const text = Buffer.from(token, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? null : { name: text.slice(0, colon), password: text.slice(colon + 1) }
}
