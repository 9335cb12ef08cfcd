import type { Command } from 'commander'
import { createClient, type Client } from '../client/client.ts'
import { readServerUrl } from '../client/server-url.ts'
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
export function connect({ url, httpUser }: ConnectionOptions, environment: NodeJS.ProcessEnv): Client {
  try {
    const server = readServerUrl(url ?? (environment['FACTEUR_URL'] || DEFAULT_URL), {
      user: httpUser,
      defaultUsers: environment['FACTEUR_HTTP_USER'],
    })
    return createClient(server)
  } catch (error) {
    throw new CommandError(EXIT.usage, (error as Error).message, { cause: error })
  }
}
