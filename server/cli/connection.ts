import type { Command } from 'commander'
import { createClient, type Client } from '../client/client.ts'
import { CommandError } from './command-error.ts'
import { EXIT } from './exit-status.ts'

const DEFAULT_URL = 'http://localhost:8025'

/** Values of the options by which a command finds its server. */
export interface ConnectionOptions {
  readonly url?: string
  readonly httpUser?: string
}

/** Adds the options by which a command finds its server. */
export function addConnectionOptions(command: Command): Command {
  return command
    .option('--url <URL>', `where Facteur is: FACTEUR_URL, or ${DEFAULT_URL}`)
    .option(
      '--http-user <NAME:PASSWORD>',
      'for a server with --http-user; also in the URL or FACTEUR_HTTP_USER',
    )
}

/**
 * The client of the server that options or environment name.
 *
 * @throws CommandError when the URL is none
 */
export function connect(options: ConnectionOptions): Client {
  const { baseUrl, user } = readUrl(options.url ?? (process.env['FACTEUR_URL'] || DEFAULT_URL))
  // A server takes several users from the same variable.
  const [fromEnvironment] = (process.env['FACTEUR_HTTP_USER'] ?? '').split(/[\s,]+/)
  const credentials = options.httpUser ?? (user || fromEnvironment)
  return createClient({
    baseUrl,
    ...(credentials && { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
  })
}

/** @returns the address without credentials, and those; '' when there are none */
function readUrl(text: string): { baseUrl: string; user: string } {
  try {
    const url = new URL(/^https?:\/\//i.test(text) ? text : `http://${text}`)
    const { username, password } = url
    url.username = ''
    url.password = ''
    const user = username === '' ? '' : `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return { baseUrl: url.href, user }
  } catch (error) {
    throw new CommandError(EXIT.usage, `${text} is no URL; write it as ${DEFAULT_URL}`, { cause: error })
  }
}
