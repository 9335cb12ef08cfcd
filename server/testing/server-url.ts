/**
 * Reads where a server is: `http://localhost:8025`, `localhost:8025`, `https://name:password@mail.example`.
 *
 * @returns its base URL, and `name:password` if there is one
 * @throws TypeError for what is no such URL
 */
export function readServerUrl(text: string): { baseUrl: string; user: string | undefined } {
  const address = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`
  if (!/^https?:/i.test(address) || !URL.canParse(address)) {
    throw new TypeError(`${text} is no URL of a Facteur; write it as http://localhost:8025`)
  }
  const url = new URL(address)
  const { username, password } = url
  url.username = ''
  url.password = ''
  return {
    baseUrl: url.href.replace(/\/+$/, ''),
    user: username === '' ? undefined : `${decodeURIComponent(username)}:${decodeURIComponent(password)}`,
  }
}
