import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-status.ts'

/** Where to send, and as whom. */
export interface SmtpServer {
  readonly host: string
  readonly port: number
  readonly user: { readonly name: string; readonly password: string } | null
}

const DEFAULT_SERVER = 'localhost:1025'
const DEFAULT_PORT = 1025

/**
 * The server that --smtp names, or FACTEUR_SMTP; without credentials in it, as the first user of FACTEUR_USER, where
 * the server reads its users too.
 *
 * @param text `[USER:PASSWORD@]HOST[:PORT]`; null when there was none
 * @throws CommandError
 */
export function readSmtpServer(text: string | null, environment: NodeJS.ProcessEnv): SmtpServer {
  const address = text ?? (environment['FACTEUR_SMTP'] || DEFAULT_SERVER)
  const [user = ''] = (environment['FACTEUR_USER'] ?? '').split(/[\s,]+/)
  try {
    const { hostname, port, username, password } = new URL(`smtp://${address.replace(/^smtp:\/\//i, '')}`)
    if (hostname === '') throw new TypeError('the host is missing')
    return {
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: port === '' ? DEFAULT_PORT : Number(port),
      user:
        username === ''
          ? userOf(user)
          : { name: decodeURIComponent(username), password: decodeURIComponent(password) },
    }
  } catch (error) {
    const message = `--smtp takes host:port, such as ${DEFAULT_SERVER}, and not "${address}"`
    throw new CommandError(EXIT.usage, message, { cause: error })
  }
}

function userOf(text: string): SmtpServer['user'] {
  const colon = text.indexOf(':')
  return colon < 0 ? null : { name: text.slice(0, colon), password: text.slice(colon + 1) }
}
