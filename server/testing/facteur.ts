import { createClient, FacteurError, type Client } from '../client/client.ts'
import { readServerUrl } from '../client/server-url.ts'
import type { Options, Sandbox } from '../sandbox.ts'
import {
  createTestMail,
  type ScopeOptions,
  type SmtpAddress,
  type TestMail,
  type TestMailOptions,
} from './test-mail.ts'

/** Which Facteur tests use, and how they tell their mail apart. */
export interface FacteurOptions extends ScopeOptions {
  /** A server that runs already, such as `http://localhost:8025`; FACTEUR_URL unless given. */
  readonly url?: string
  /** `name:password`, for a server with `--http-user`; FACTEUR_HTTP_USER unless given, or that of the URL. */
  readonly httpUser?: string
  /** Options of the sandbox that is started in this process, when neither `url` nor FACTEUR_URL names a server. */
  readonly sandbox?: Partial<Options>
}

/** What is known of a test whose mail is opened. */
export type MailOptions = Pick<TestMailOptions, 'title' | 'remaining'>

/** The Facteur that the tests of one worker use: a sandbox in this process, or a server that runs elsewhere. */
export interface Facteur {
  /** Where its inbox and its API are. */
  readonly url: string
  /** Where the application is to send its mail to. */
  readonly smtp: SmtpAddress
  /** A client that sees the mail of all tests. */
  readonly client: Client
  /** The sandbox in this process, with its clock; null when the server runs elsewhere. */
  readonly sandbox: Sandbox | null
  /**
   * The mail of one test, apart from that of all others.
   *
   * @param options `title` is the name of the test, which its addresses begin with
   */
  openMail(options?: MailOptions): TestMail
  /** Ends the sandbox, if it is in this process. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Connects to the server that `url` or FACTEUR_URL names; where neither does, starts a sandbox in this process.
 *
 * @throws FacteurError when no Facteur answers there, Error when the URL is none or the sandbox cannot start
 *
 * @example
 * const facteur = await openFacteur()
 * const mail = facteur.openMail()
 * await signUp(mail.address('anna'))
 * const message = await mail.waitForMessage('has:code')
 * await mail.clear()
 * await facteur.close()
 */
export async function openFacteur(options: FacteurOptions = {}): Promise<Facteur> {
  const url = options.url ?? (process.env['FACTEUR_URL'] || undefined)
  return url === undefined ? start(options) : connect(url, options)
}

async function start(options: FacteurOptions): Promise<Facteur> {
  // A test of a server that runs elsewhere does not pay for one of its own.
  const { createSandbox } = await import('../sandbox.ts')
  const sandbox = await createSandbox(options.sandbox)
  const [user] = options.sandbox?.httpUser ?? []
  return facteurAt({ options, sandbox, ...readServerUrl(sandbox.url, { user }), port: sandbox.ports.smtp })
}

async function connect(url: string, options: FacteurOptions): Promise<Facteur> {
  const { baseUrl, authorization } = readServerUrl(url, {
    user: options.httpUser,
    defaultUsers: process.env['FACTEUR_HTTP_USER'],
  })
  const client = createClient({ baseUrl, authorization })
  const { ports } = await client.info().catch((error: unknown) => {
    throw explained(error, baseUrl, options)
  })
  return facteurAt({ options, sandbox: null, baseUrl, authorization, port: ports['smtp'] ?? 0 })
}

interface Place {
  readonly options: FacteurOptions
  readonly sandbox: Sandbox | null
  readonly baseUrl: string
  readonly authorization: string | undefined
  /** Of SMTP. */
  readonly port: number
}

function facteurAt({ options, sandbox, baseUrl, authorization, port }: Place): Facteur {
  const { address, scope, timeout } = options
  const smtp = { host: new URL(baseUrl).hostname.replace(/^\[(.*)\]$/, '$1'), port }
  const close = async (): Promise<void> => sandbox?.close()
  return {
    url: baseUrl,
    smtp,
    client: createClient({ baseUrl, authorization }),
    sandbox,
    openMail: (about = {}) =>
      createTestMail({
        baseUrl,
        authorization,
        smtp,
        ...about,
        ...(address && { address }),
        ...(scope && { scope }),
        ...(timeout !== undefined && { timeout }),
      }),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** The same error, which says besides where the address came from. */
function explained(error: unknown, baseUrl: string, { url }: FacteurOptions): FacteurError {
  const source =
    url === undefined
      ? 'FACTEUR_URL names this address; without it, each worker starts a Facteur of its own.'
      : 'The option `url` names this address; without it and FACTEUR_URL, each worker starts a Facteur of its own.'
  if (!(error instanceof FacteurError)) {
    const message = `What answers at ${baseUrl} is no Facteur. ${source}`
    return new FacteurError(message, { status: 0, code: 'unknown', problem: null, cause: error })
  }
  const { status, code, problem, message } = error
  const login = status === 401 ? ' FACTEUR_HTTP_USER takes name:password.' : ''
  return new FacteurError(`${message} ${source}${login}`, { status, code, problem, cause: error })
}
