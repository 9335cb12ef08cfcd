import type { Message } from '../client/client.ts'
import { givenMessage, nameOf } from './given-message.ts'
import { quote } from './quote.ts'
import { describePattern, fits, type TextPattern } from './text-pattern.ts'
import type { Verdict } from './verdict.ts'

/** The matcher of the same name. */
export function toHaveSubject(given: Pick<Message, 'subject' | 'id'>, expected: TextPattern): Verdict {
  const message = givenMessage('toHaveSubject', given, 'subject')
  const pass = fits(message.subject, expected)
  const wanted = `a subject that ${describePattern(expected)}`
  return {
    pass,
    message: () =>
      pass
        ? `${nameOf(message)} has ${wanted}, and should not.`
        : `${nameOf(message)} does not have ${wanted}: it is ${quote(message.subject)}.`,
    ...(typeof expected === 'string' && { expected, actual: message.subject }),
  }
}
