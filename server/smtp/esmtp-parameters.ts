import { DsnSyntaxError } from '../message/report/dsn-syntax-error.ts'

/** Shared by all the paths that came without parameters. */
const NONE: Readonly<Record<string, string | true>> = Object.freeze({})

const DSN_KEYWORDS: ReadonlySet<string> = new Set(['NOTIFY', 'ORCPT', 'RET', 'ENVID'])

/**
 * Reads the parameters behind the path of MAIL and RCPT (RFC 5321 §4.1.2): keywords in upper case, values as they
 * were sent, xtext (RFC 3461 §4) included. Unknown ones are kept like known ones; of a repeated one, the last.
 *
 * @throws DsnSyntaxError when one of RFC 3461 is repeated
 */
export function parseParameters(text: string): Readonly<Record<string, string | true>> {
  if (text === '') return NONE
  const parameters: Record<string, string | true> = {}
  for (const parameter of text.split(/[ \t]+/)) {
    if (parameter === '') continue
    const equals = parameter.indexOf('=')
    const keyword = (equals < 0 ? parameter : parameter.slice(0, equals)).toUpperCase()
    // RFC 3461 §4.1 to §4.4: each of these at most once.
    if (DSN_KEYWORDS.has(keyword) && keyword in parameters)
      throw new DsnSyntaxError(keyword, 'is given twice')
    if (keyword !== '') parameters[keyword] = equals < 0 ? true : parameter.slice(equals + 1)
  }
  return parameters
}

const ELSEWHERE = { 'MAIL FROM': ['NOTIFY', 'ORCPT'], 'RCPT TO': ['RET', 'ENVID'] } as const

/** The parameter that a command does not know, though the other one does (RFC 3461 §4); undefined when there is none. */
export function misplacedParameter(
  command: 'MAIL FROM' | 'RCPT TO',
  parameters: Readonly<Record<string, string | true>>,
): string | undefined {
  return ELSEWHERE[command].find(keyword => parameters[keyword] !== undefined)
}

/** The size that MAIL declared (RFC 1870 §6), in bytes; null when it did not, or not as a number. */
export function declaredSize(parameters: Readonly<Record<string, string | true>>): number | null {
  const { SIZE: size } = parameters
  return typeof size === 'string' && /^\d{1,20}$/.test(size) ? Number(size) : null
}
