import { type Fields, fieldsOf, given, textOf, wholeNumber } from './fault-fields.ts'
import type { ReplyText } from './fault-rule.ts'
import { type FaultProtocol, type FaultStage, protocolOf } from './fault-stages.ts'
import { FaultSyntaxError } from './fault-syntax-error.ts'

const PATH = '/act/reply'

const FIELDS: Readonly<Record<FaultProtocol, readonly string[]>> = {
  smtp: ['code', 'enhanced', 'text'],
  pop3: ['code', 'text'],
  imap: ['status', 'code', 'text'],
  http: ['code', 'text'],
}

/** RFC 2449 §8: resp-code, levels parted by slashes. */
const POP3_CODE = /^[!-.0-\\^-~]+(?:\/[!-.0-\\^-~]+)*$/

/** RFC 9051 §9: resp-text-code, an atom and what belongs to it. */
const IMAP_CODE = /^[!#$&'+,\-./0-9:;<=>?@A-Z[^_`a-z|}~]+(?: [ -\\^-~]+)?$/

/**
 * Reads what a fault says in place of an answer: in each protocol what answers are made of there.
 *
 * @throws FaultSyntaxError
 */
export function parseFaultReply(value: unknown, stage: FaultStage): ReplyText {
  const protocol = protocolOf(stage)
  const fields = fieldsOf(value, PATH, FIELDS[protocol])
  switch (protocol) {
    case 'smtp':
      return smtpReply(fields)
    case 'http':
      return {
        code: wholeNumber(fields['code'], `${PATH}/code`, 400, 599),
        ...given('text', fields, text => textOf(text, `${PATH}/text`)),
      }
    case 'pop3':
      return {
        ...given('code', fields, code => responseCode(code, POP3_CODE, 'SYS/TEMP')),
        ...given('text', fields, lineOf),
      }
    case 'imap':
      return {
        ...given('status', fields, status => imapStatus(status, stage)),
        ...given('code', fields, code => responseCode(code, IMAP_CODE, 'UNAVAILABLE')),
        ...given('text', fields, lineOf),
      }
  }
}

function smtpReply(fields: Fields): ReplyText {
  const code = wholeNumber(fields['code'], `${PATH}/code`, 200, 599)
  // RFC 5321 §4.2.1: 3yz asks for more, which nobody would take.
  if (code >= 300 && code < 400) throw new FaultSyntaxError(`${PATH}/code`, 'must not be 300 to 399')
  return {
    code,
    ...given('enhanced', fields, status => enhancedStatus(status, code)),
    ...given('text', fields, text => textOf(text, `${PATH}/text`)),
  }
}

/** RFC 3463 §2, RFC 2034 §4: class, subject and detail; the class is the first digit of the code. */
function enhancedStatus(value: unknown, code: number): string {
  const first = String(code).charAt(0)
  const status = typeof value === 'string' && /^[245]\.\d{1,3}\.\d{1,3}$/.test(value) ? value : ''
  if (status.startsWith(first)) return status
  throw new FaultSyntaxError(
    `${PATH}/enhanced`,
    `must be a text such as "${first}.7.1", as the code is ${code}`,
  )
}

function responseCode(value: unknown, form: RegExp, example: string): string {
  const code = textOf(value, `${PATH}/code`)
  if (form.test(code)) return code
  throw new FaultSyntaxError(
    `${PATH}/code`,
    `must be a response code without its brackets, such as ${example}`,
  )
}

/** RFC 9051 §7.1: a greeting that refuses is BYE; commands are answered NO or BAD, and BYE ends the connection. */
function imapStatus(value: unknown, stage: FaultStage): 'NO' | 'BAD' | 'BYE' {
  if (stage === 'imap:banner' && value !== 'BYE') {
    throw new FaultSyntaxError(`${PATH}/status`, 'must be BYE, as it is the greeting')
  }
  if (value === 'NO' || value === 'BAD' || value === 'BYE') return value
  throw new FaultSyntaxError(`${PATH}/status`, 'must be NO, BAD or BYE')
}

/** A text that fits the one line of a response. */
function lineOf(value: unknown): string {
  const text = textOf(value, `${PATH}/text`)
  if (!/\p{Cc}/u.test(text)) return text
  throw new FaultSyntaxError(`${PATH}/text`, 'must be one line, without control characters')
}
