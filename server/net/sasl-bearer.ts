/** What a client says in XOAUTH2 and OAUTHBEARER. */
interface BearerResponse {
  readonly user: string
  readonly token: string
}

/** RFC 5801 §4: the header tells of no channel binding, and bears the name with `,` and `=` encoded. */
const GS2_HEADER = /^[ny],a=([^,]+),$/

/** RFC 6750 §2.1, but for the characters of the token: here it is a password, which may have others. */
const BEARER = /^Bearer +(.+)$/is

function decodeName(name: string): string {
  return name.replaceAll('=2C', ',').replaceAll('=3D', '=')
}

function userOf(head: string, mechanism: 'XOAUTH2' | 'OAUTHBEARER'): string | undefined {
  if (mechanism === 'XOAUTH2') return /^user=(.+)$/s.exec(head)?.[1]
  const name = GS2_HEADER.exec(head)?.[1]
  return name === undefined ? undefined : decodeName(name)
}

/**
 * Reads the client's response, whose fields end with ^A: the user's name, then pairs of key and value, of which `auth`
 * has the token (RFC 7628 §3.1; for XOAUTH2 as Google describes it). Null when it cannot be read. OAUTHBEARER may
 * leave out the name, for the token tells it; but we know no tokens, so it must be there.
 */
export function parseBearerResponse(
  text: string,
  mechanism: 'XOAUTH2' | 'OAUTHBEARER',
): BearerResponse | null {
  const [head = '', ...fields] = text.split('\u0001')
  if (!text.endsWith('\u0001\u0001')) return null
  const user = userOf(head, mechanism)
  const auth = fields.find(field => field.startsWith('auth='))
  const token = BEARER.exec(auth?.slice('auth='.length) ?? '')?.[1]
  return user === undefined || token === undefined ? null : { user, token }
}
