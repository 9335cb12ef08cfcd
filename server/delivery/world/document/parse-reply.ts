import type { SmtpReply } from '../../../message/smtp-reply.ts'
import type { Place } from './place.ts'

const EXAMPLE = '"550 5.7.1 not here"'

/** RFC 3463 §2: class, subject and detail. */
const ENHANCED = /^[245]\.\d{1,3}\.\d{1,3}$/

/** A refusal as a text such as `550 5.7.1 not here`, or as an object with code, enhanced and text. */
export function parseReply(place: Place): SmtpReply {
  if (!place.isText) return parseReplyObject(place)
  const [, code, enhanced, text = ''] =
    /^(\d{3})(?: ([245]\.\d{1,3}\.\d{1,3}))?(?: (.*))?$/s.exec(place.text('a reply such as 550')) ?? []
  if (code === undefined) place.fail(`must be a reply such as ${EXAMPLE}`)
  return {
    code: checkedCode(place, Number(code)),
    enhanced: enhanced === undefined ? null : checkedStatus(place, enhanced, Number(code)),
    text: checkedText(place, text),
  }
}

function parseReplyObject(place: Place): SmtpReply {
  if (typeof place.value !== 'object') place.fail(`must be a reply such as ${EXAMPLE}`)
  const { code, enhanced, text } = place.members('code', 'enhanced', 'text')
  if (code === undefined) place.fail(`must have a code; or write it as a text such as ${EXAMPLE}`)
  const number = checkedCode(code, code.wholeNumber(400, 599))
  return {
    code: number,
    enhanced: enhanced === undefined ? null : checkedStatus(enhanced, enhanced.text(), number),
    text: text === undefined ? '' : checkedText(text, text.text()),
  }
}

function checkedCode(place: Place, code: number): number {
  // RFC 5321 §4.2.1: only 4yz and 5yz refuse.
  if (code >= 400 && code <= 599) return code
  return place.fail('must have a code from 400 to 599: it refuses')
}

function checkedStatus(place: Place, enhanced: string, code: number): string {
  const first = String(code).charAt(0)
  // RFC 2034 §4: the class of the status is the first digit of the code.
  if (ENHANCED.test(enhanced) && enhanced.startsWith(first)) return enhanced
  return place.fail(`must have an enhanced code such as ${first}.7.1, as the code is ${code}`)
}

function checkedText(place: Place, text: string): string {
  // A line end would begin a reply of its own; RFC 5321 §4.5.3.1.5: a line has 512 octets at most.
  const isLine = !/\p{Cc}/u.test(text) && Buffer.byteLength(text) <= 480
  return isLine ? text : place.fail('must have a text of one line and 480 bytes at most')
}
