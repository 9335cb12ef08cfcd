import { createClient, type Client, type Duration, type Message, type WaitOptions } from '../client/client.ts'
import { toMilliseconds } from '../client/duration.ts'
import { createTestId, keyOf, keysIn } from './test-id.ts'

/** How long silence is listened to, unless a test says otherwise. */
export const SILENCE: Duration = '500ms'
/** How long a message is waited for, unless a test says otherwise: less than Jest gives a whole test. */
const TIMEOUT: Duration = '4s'
/** Milliseconds before a test's time is over at which a wait ends, to say why. */
const HEADROOM = 500
/** Messages that one request deletes: a query has at most 250 terms. */
const BATCH = 200

/** Where an application sends its mail to. */
export interface SmtpAddress {
  readonly host: string
  readonly port: number
}

/** How the mail of one test is told from that of others. */
export interface ScopeOptions {
  /**
   * Makes an address within a test, for an application that does not take every domain. It has to contain the id.
   * Unless given, it is `name@id.test`.
   *
   * @example
   * address: (name, id) => `${name}+${id}@example.com`
   */
  readonly address?: (name: string, id: string) => string
  /**
   * The query that is true of the mail of one test. Unless given, that mail has the id of the test in an address of
   * its envelope, or comes from a sender that logged in with it.
   *
   * @example
   * scope: id => `header:X-Test-Id=${id}`
   */
  readonly scope?: (id: string) => string
  /** How long a message is waited for, unless a test says otherwise. */
  readonly timeout?: Duration
}

/** Where the mail of a test is, and what is known of the test. */
export interface TestMailOptions extends ScopeOptions {
  readonly baseUrl: string
  readonly authorization?: string | undefined
  readonly smtp: SmtpAddress
  /** The name of the test, which its addresses begin with. */
  readonly title?: string | undefined
  /** Milliseconds until the runner ends the test; infinite where it never does. */
  readonly remaining?: () => number
}

/**
 * The mail of one test: a client that sees, waits for and deletes nothing but what is sent to the addresses of this
 * test, from them, or with its user name.
 */
export interface TestMail extends Client {
  /** What tells this test from all others, and stands in its addresses: words of its title, and a random key. */
  readonly id: string
  /** The query that is true of this test's mail alone. */
  readonly scope: string
  /** Where the application is to send its mail to. */
  readonly smtp: SmtpAddress
  /** A name to log in with over SMTP, with any password: all that this sender sends is of this test. */
  readonly user: string
  /**
   * An address of this test; the same for the same name.
   *
   * @throws Error when `address` of the options left out the id
   *
   * @example
   * await signUp(mail.address('anna'))
   */
  address(name?: string): string
  /** As that of a client, for any message unless there is a query; it ends before the runner ends the test. */
  waitForMessage(query?: string, options?: WaitOptions): Promise<Message>
  /** As that of a client; it listens for half a second unless said otherwise. */
  waitForNone(query?: string, options?: WaitOptions): Promise<number>
  /** Milliseconds that a wait may take: what is asked for, but never longer than the test has left. */
  patience(timeout?: Duration): number
  /** Deletes the mail of this test, but what another test is named in too; gives how many messages it was. */
  clear(): Promise<number>
}

/** Opens the mail of one test. Nothing is asked of the server until the test asks for something. */
export function createTestMail(options: TestMailOptions): TestMail {
  const { baseUrl, authorization, smtp, title = '', remaining = () => Infinity } = options
  const id = createTestId(title)
  const key = keyOf(id)
  const scope = options.scope?.(id) ?? `rcpt:${key} OR sender:${key} OR user:${key}`
  const client = createClient({ baseUrl, scope, authorization })
  const patience = (timeout: Duration = options.timeout ?? TIMEOUT): number => {
    const left = Math.max(0, remaining() - HEADROOM)
    return Math.floor(Math.min(toMilliseconds(timeout), left))
  }
  return {
    ...client,
    id,
    scope,
    smtp,
    user: key,
    address(name = 'user') {
      const address = options.address?.(name, id) ?? `${name}@${id}.test`
      if (keysIn(address).includes(key)) return address
      throw new Error(
        `The address ${address} does not contain the id of the test, ${id}; \`address\` has to put it in`,
      )
    },
    waitForMessage: (query = '', wish = {}) =>
      client.waitForMessage(query, { ...wish, timeout: patience(wish.timeout) }),
    waitForNone: (query = '', wish = {}) =>
      client.waitForNone(query, { ...wish, timeout: wish.timeout ?? SILENCE }),
    patience,
    clear: () => deleteOwn(client, key),
  }
}

async function deleteOwn({ messages }: Client, own: string): Promise<number> {
  const ids: string[] = []
  for await (const { id, envelope, user } of messages.all({ limit: 1000 })) {
    const keys = keysIn([envelope.from, ...envelope.to, user ?? ''].join(' '))
    // One message to many, from an application that parallel tests share, is theirs too.
    if (keys.every(key => key === own)) ids.push(id)
  }
  let deleted = 0
  for (let index = 0; index < ids.length; index += BATCH) {
    deleted += await messages.deleteAll(
      ids
        .slice(index, index + BATCH)
        .map(id => `id:${id}`)
        .join(' OR '),
    )
  }
  return deleted
}
