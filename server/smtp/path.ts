import type { EnvelopePath } from '../message/envelope.ts'
import { parseParameters } from './esmtp-parameters.ts'

/** A path that cannot be understood at all; its message says what to write instead. */
export class PathSyntaxError extends Error {}

/** What nearly every client sends. */
const PLAIN = /^(?:MAIL FROM|RCPT TO):(<([^\s<>"\\@:]+@[^\s<>"\\@:]+)>)$/i

/** RFC 5321 §4.1.2, appendix C: a source route is taken and passed over. */
const SOURCE_ROUTE = /^@(?:\[[^\]]*\]|[^[\]:,])+(?:,\s*@(?:\[[^\]]*\]|[^[\]:,])+)*:/

/** Where the word or quoted string ends that starts at `start`: at the first `stop` outside of quotes; -1 when nowhere. */
function endOf(text: string, start: number, stop: (character: string) => boolean): number {
  let quoted = false
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\') at++
    else if (character === '"') quoted = !quoted
    else if (!quoted && stop(character)) return at
  }
  return -1
}

const isOpening = (character: string): boolean => character === '<'
const isClosing = (character: string): boolean => character === '>'
const isSpace = (character: string): boolean => character === ' ' || character === '\t'

/** Where the first bracket outside of quotes opens, or the first at all where quotes are in disorder; -1 when none does. */
function openingBracket(text: string): number {
  const open = endOf(text, 0, isOpening)
  return open < 0 ? text.indexOf('<') : open
}

/** The end of the argument that starts with `<` at `open`, behind its last bracket. */
function endOfBrackets(text: string, open: number): number {
  const quoteAware = endOf(text, open + 1, isClosing)
  // An address with a lone quote still ends at its bracket.
  let end = quoteAware < 0 ? text.indexOf('>', open) : quoteAware
  if (end < 0) return -1
  while (text.charAt(end + 1) === '>') end++
  return end + 1
}

/** The end of an argument that does not start with a bracket: a bare address, or a name before an address in brackets. */
function endOfBareArgument(text: string): number {
  const word = endOf(text, 0, isSpace)
  const end = word < 0 ? text.length : word
  const open = openingBracket(text)
  if (open < 0 || text.slice(0, end).includes('@')) return end
  return endOfBrackets(text, open)
}

function addressOf(argument: string): string {
  const open = openingBracket(argument)
  const inner = argument.slice(Math.max(open, 0)).replace(/^<+|>+$/g, '')
  return inner.trim().replace(SOURCE_ROUTE, '').trim()
}

/**
 * Reads the path and the parameters of a MAIL FROM or RCPT TO command (RFC 5321 §4.1.1.2, §4.1.1.3). Takes
 * whatever can be understood: null paths, quoted local parts, bare names, odd dots, source routes, address
 * literals, UTF-8, missing brackets, a name before the brackets. Nothing is rewritten.
 *
 * @param text the whole command line, without its line end
 * @throws PathSyntaxError when there is no path in it, or an empty one for a recipient; DsnSyntaxError when a
 *   parameter of RFC 3461 is repeated
 */
export function parsePath(text: string, command: 'MAIL FROM' | 'RCPT TO'): EnvelopePath {
  const plain = PLAIN.exec(text)
  if (plain?.[1] !== undefined && plain[2] !== undefined) {
    return { address: plain[2], argument: plain[1], parameters: parseParameters('') }
  }
  const colon = text.indexOf(':')
  const keywords = text.slice(0, Math.max(colon, 0)).trim().replace(/\s+/g, ' ').toUpperCase()
  if (keywords !== command) throw new PathSyntaxError(`the colon is missing; write ${command}:<address>`)
  const rest = text.slice(colon + 1).trim()
  if (rest === '') throw new PathSyntaxError(`no address follows; write ${command}:<address>`)
  const end = rest.startsWith('<') ? endOfBrackets(rest, 0) : endOfBareArgument(rest)
  if (end < 0) throw new PathSyntaxError(`the < is not closed; write ${command}:<address>`)
  const argument = rest.slice(0, end)
  // RFC 5321 §2.3.8: CR stands nowhere but before LF; others would take it for the end of a line.
  if (argument.includes('\r')) {
    throw new PathSyntaxError(`a carriage return cannot stand in an address; write ${command}:<address>`)
  }
  const address = addressOf(argument)
  if (address === '' && command === 'RCPT TO') {
    throw new PathSyntaxError('a recipient cannot be empty; write RCPT TO:<address>')
  }
  return { address, argument, parameters: parseParameters(rest.slice(end)) }
}
