import type { Code, Message } from '../client/client.ts'
import { givenMessage, nameOf } from './given-message.ts'
import { quote } from './quote.ts'
import { describePattern, fits, type TextPattern } from './text-pattern.ts'
import type { Verdict } from './verdict.ts'

/**
 * The one-time code of a message, as it would be typed in; the likeliest, if it has several.
 *
 * @throws Error that tells how the message begins when it has none
 *
 * @example
 * await page.fill('#code', codeOf(await mail.waitForMessage('has:code')))
 */
export function codeOf(given: Pick<Message, 'codes' | 'subject' | 'id' | 'preview'>): string {
  const message = givenMessage('codeOf', given, 'codes')
  const [code] = message.codes
  if (code === undefined) throw new Error(`${nameOf(message)} has no code. ${beginning(given)}`)
  return code.value
}

/** The matcher of the same name. */
export function toHaveCode(
  given: Pick<Message, 'codes' | 'subject' | 'id' | 'preview'>,
  expected?: TextPattern,
): Verdict {
  const message = givenMessage('toHaveCode', given, 'codes')
  // As the server does: groups are how a code is shown, not what it is.
  const pattern = typeof expected === 'string' ? expected.replace(/[\s-]/g, '') : expected
  const found = message.codes.filter(({ value }) => pattern === undefined || fits(value, pattern))
  const wanted = pattern === undefined ? 'a code' : `a code that ${describePattern(pattern)}`
  return {
    pass: found.length > 0,
    message() {
      if (found.length > 0) return `${nameOf(message)} has ${wanted}, and should not:\n${lines(found)}`
      const instead = message.codes.length > 0 ? `It has:\n${lines(message.codes)}` : beginning(given)
      return `${nameOf(message)} does not have ${wanted}. ${instead}`
    },
  }
}

function lines(codes: readonly Code[]): string {
  return codes.map(({ value, context }) => `  ${value} in ${quote(context)}`).join('\n')
}

function beginning({ preview }: Pick<Message, 'preview'>): string {
  return preview === '' ? 'It has no text either.' : `It begins with ${quote(preview)}.`
}
