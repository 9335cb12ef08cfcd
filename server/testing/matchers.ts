import type { Client } from '../client/client.ts'
import { toHaveCode } from './code.ts'
import { toHaveLink, type LinkPattern } from './link.ts'
import { judgeReceived, type ReceivedOptions } from './received.ts'
import { toHaveSubject } from './subject.ts'
import type { TestMail } from './test-mail.ts'
import type { TextPattern } from './text-pattern.ts'
import type { MatcherState, Verdict } from './verdict.ts'

/**
 * All matchers, for `expect.extend` of a runner.
 *
 * @example
 * expect.extend(matchers)
 */
export const matchers = {
  toHaveReceived(
    this: MatcherState,
    mail: Client | TestMail,
    query?: string,
    options?: ReceivedOptions,
  ): Promise<Verdict> {
    return judgeReceived(this, mail, query, options)
  },
  toHaveSubject,
  toHaveLink,
  toHaveCode,
}

/** What the matchers look like on `expect(…)`; `R` is what a matcher of the runner gives. */
export interface FacteurMatchers<R = void> {
  /**
   * That a message comes, or is there already, that matches a query; with `.not`, that none does until the time is
   * over, half a second unless said otherwise. When it fails, it tells what came instead and why that does not match.
   *
   * @example
   * await expect(mail).toHaveReceived('subject:Welcome')
   * await expect(mail).toHaveReceived('has:code', { after: first.cursor, timeout: '2s' })
   * await expect(mail).not.toHaveReceived('subject:Reminder', { timeout: '1s' })
   */
  toHaveReceived(query?: string, options?: ReceivedOptions): Promise<void>
  /**
   * That a message has this subject.
   *
   * @example
   * expect(message).toHaveSubject('Welcome')
   * expect(message).toHaveSubject(/^Order \d+$/)
   */
  toHaveSubject(expected: TextPattern): R
  /**
   * That a message has a link, of this address or of this kind.
   *
   * @example
   * expect(message).toHaveLink({ kind: 'confirm' })
   * expect(message).toHaveLink({ text: 'Choose a new password', href: /\/reset\?token=/ })
   * expect(message).toHaveLink('https://app.test/help')
   */
  toHaveLink(expected?: LinkPattern): R
  /**
   * That a message has a one-time code, or this one, however the message writes it.
   *
   * @example
   * expect(message).toHaveCode('481920')
   * expect(message).toHaveCode(/^\d{6}$/)
   */
  toHaveCode(expected?: TextPattern): R
}
