import { foldWord } from '../fold-word.ts'
import { LINK_WORDS, NOT_LINK_WORDS } from './link-words.ts'
import type { LinkKind } from './link-words.ts'

type Rule = (words: string) => boolean

/** Scripts that do not part words. */
const UNPARTED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

const TEXT_RULES = LINK_WORDS.map(([kind, { text }]): [LinkKind, Rule] => [
  kind,
  anyOf(listed(Object.values(text).join(',')).map(term => allOf(term.split('+')))),
])

const ADDRESS_RULES = LINK_WORDS.map(([kind, { address }]): [LinkKind, Rule] => [
  kind,
  anyOf(listed(address).map(term => words => words.includes(` ${term.replaceAll('-', ' ')} `))),
])

const NOT_WORDS = new RegExp(` (?:${listed(NOT_LINK_WORDS).join('|')})(?= )`, 'g')

/**
 * What a link is for, by its text, by its address where the text does not say it, at last by the words that lead
 * to it. Web addresses are for anything; one may also unsubscribe by mail; a telephone number is for nothing in
 * particular.
 */
export function linkKind(href: string, text: string, lead = ''): LinkKind {
  const isMail = /^mailto:/i.test(href)
  if (!isMail && !/^http/i.test(href)) return 'other'
  const kind =
    kindOf(TEXT_RULES, textWords(text)) ??
    kindOf(ADDRESS_RULES, addressWords(href)) ??
    kindOf(TEXT_RULES, textWords(lead)) ??
    'other'
  return isMail && kind !== 'unsubscribe' ? 'other' : kind
}

function kindOf(rules: readonly (readonly [LinkKind, Rule])[], words: string): LinkKind | undefined {
  return rules.find(([, rule]) => rule(words))?.[0]
}

function anyOf(rules: readonly Rule[]): Rule {
  return words => rules.some(rule => rule(words))
}

function allOf(parts: readonly string[]): Rule {
  const sought = parts.map(part => (UNPARTED.test(part) ? part : ` ${part}`))
  return words => sought.every(part => words.includes(part))
}

/** Words between blanks: ` confirm your e-mail `; an address that is shown as it is says what its words say. */
function textWords(text: string): string {
  if (/^(?:https?:|mailto:)/i.test(text)) return ''
  const words = ` ${foldWord(text).replace(/[^\p{L}\p{N}-]+/gu, ' ')} `
  return words.replace(NOT_WORDS, ' ')
}

/** The words of a path, of the names in a query, and of those of its values that are words. */
function addressWords(href: string): string {
  const url = URL.parse(href)
  if (url === null) return ' '
  const query = [...url.searchParams].flatMap(([name, value]) =>
    /^[a-z_-]{1,40}$/i.test(value) ? [name, value] : [name],
  )
  const words = [url.pathname, ...query].join(' ').replace(/([a-z])(?=[A-Z])/g, '$1 ')
  return ` ${words.toLowerCase().replace(/[^a-z]+/g, ' ')} `
}

function listed(terms: string): string[] {
  return terms
    .split(',')
    .map(term => foldWord(term.trim()))
    .filter(term => term !== '')
}
