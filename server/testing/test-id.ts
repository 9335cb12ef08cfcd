import { randomBytes } from 'node:crypto'

/** Letters taken of a title: with the key behind it, an id is still one label of a domain (RFC 1035 §2.3.4). */
const TITLE_LENGTH = 30

/** What sets each id apart: it is found again wherever a sender has put it. */
const KEY = 'x[0-9a-f]{12}(?![0-9a-z])'
/** Where a word begins, in a URL too, where `@` is `%40`. */
const BEGIN = '(?:(?<=%[0-9a-f]{2})|(?<![0-9a-z%]))'

/** An id with what belongs to it, wherever it stands in a text. */
export const TEST_ID = new RegExp(`${BEGIN}(?:[0-9a-z]{1,30}-){0,16}${KEY}`, 'gi')

/**
 * An id that no other test has, of this or any other run. It is fit for a domain, a local part and a user name, and
 * begins with words of the title, so that a person who looks into the inbox sees what the mail is of:
 * `sends-a-code-x3f09a1c2b7d4`.
 */
export function createTestId(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^0-9a-z]+/g, '-')
    .slice(0, TITLE_LENGTH)
    .replace(/^-+|-+$/g, '')
  const key = `x${randomBytes(6).toString('hex')}`
  return words === '' ? key : `${words}-${key}`
}

/** The part of an id that no other has: enough to look for it. */
export function keyOf(id: string): string {
  return id.slice(id.lastIndexOf('-') + 1)
}

/** The keys of all tests that a text names. */
export function keysIn(text: string): string[] {
  return Array.from(text.toLowerCase().matchAll(new RegExp(`${BEGIN}${KEY}`, 'g')), ([key]) => key)
}
