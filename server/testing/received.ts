import { UnexpectedMessageError, WaitTimeoutError, type Client, type WaitOptions } from '../client/client.ts'
import { SILENCE, type TestMail } from './test-mail.ts'
import type { MatcherState, Verdict } from './verdict.ts'

/** From where on to look, for how long, and for how many. */
export interface ReceivedOptions extends WaitOptions {
  /** How many messages must match, at least; one unless said otherwise. */
  readonly count?: number
}

/** What `toHaveReceived` finds. It gives up in time to say why, before the runner ends the test without a reason. */
export async function judgeReceived(
  { isNot = false, timeout: usual }: MatcherState,
  mail: Client | TestMail,
  query = '',
  options: ReceivedOptions = {},
): Promise<Verdict> {
  if (typeof (mail as Partial<Client> | undefined)?.waitForMessage !== 'function') {
    throw new TypeError(
      'toHaveReceived takes the mail of a test, or a client: await expect(mail).toHaveReceived(…)',
    )
  }
  if (isNot) return provenSilence(mail, query, options)
  const asked = options.timeout ?? usual
  const timeout = 'patience' in mail ? mail.patience(asked) : asked
  try {
    const { items } = await mail.messages.wait(query, { ...options, timeout })
    return { pass: true, message: () => `${items.length} messages were received.` }
  } catch (error) {
    if (!(error instanceof WaitTimeoutError)) throw error
    return { pass: false, message: () => error.message }
  }
}

async function provenSilence(mail: Client, query: string, options: ReceivedOptions): Promise<Verdict> {
  if (options.count !== undefined) {
    throw new TypeError('not.toHaveReceived proves that no message at all comes: it takes no `count`')
  }
  try {
    await mail.waitForNone(query, { ...options, timeout: options.timeout ?? SILENCE })
    return { pass: false, message: () => 'No message was received.' }
  } catch (error) {
    if (!(error instanceof UnexpectedMessageError)) throw error
    return { pass: true, message: () => error.message }
  }
}
