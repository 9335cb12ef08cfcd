/** `name:password`s for a server with `--http-user`, beside one that its URL has. */
interface Users {
  /** Goes before that of the URL. */
  readonly user?: string | undefined
  /** As FACTEUR_HTTP_USER names them: the first counts where nobody else is named. */
  readonly defaultUsers?: string | undefined
}

/**
 * Reads where a server is: `http://localhost:8025`, `localhost:8025`, `https://name:password@mail.example`.
 *
 * @returns its base URL, without credentials, and the Authorization header field, if there is somebody to log in as
 * @throws TypeError for what is no such URL
 */
export function readServerUrl(
  text: string,
  { user, defaultUsers = '' }: Users = {},
): { baseUrl: string; authorization: string | undefined } {
  const { url, named } = parseServerUrl(text)
  const credentials = user || named || defaultUsers.split(/[\s,]+/)[0]
  return {
    baseUrl: url.href.replace(/\/+$/, ''),
    authorization: credentials ? basic(credentials) : undefined,
  }
}

function parseServerUrl(text: string): { url: URL; named: string } {
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`)
    if (!/^https?:$/.test(url.protocol)) throw new TypeError(`it begins with ${url.protocol}`)
    const { username, password } = url
    url.username = ''
    url.password = ''
    const named = username === '' ? '' : `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return { url, named }
  } catch (error) {
    throw new TypeError(`${text} is no URL of a Facteur; write it as http://localhost:8025`, { cause: error })
  }
}

/** RFC 7617 §2.1: in UTF-8. */
function basic(credentials: string): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(credentials)))}`
}
