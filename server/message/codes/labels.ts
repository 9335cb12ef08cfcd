import { foldWord } from '../fold-word.ts'
import { NOUN_ENDINGS, OTHER_BEGINNINGS, UNPARTED_WORDS, WORDS } from './code-words.ts'

/** How surely a label speaks of one-time codes. */
export const OTHER = -1
/** Only what a code proves was named: "verification". */
export const HINT = 0
/** A code was named, or a password. */
export const WEAK = 1
/** A code was named, and that it is to sign in, to confirm and the like. */
export const SURE = 2
/** A code was named in a way that leaves no doubt: "verification code", "OTP". */
export const CERTAIN = 3

/** A word that says what a number near it is. */
export interface Label {
  readonly start: number
  readonly end: number
  /** From `OTHER`, which names another number than a code, to `CERTAIN`. */
  readonly strength: number
  /** Whether it names a code to keep, such as a backup code, and not the one to type in now. */
  readonly isSpare: boolean
}

/** What a word does, as bits: one may do several things. */
const ROLES = {
  sure: 1,
  noun: 2,
  verify: 4,
  purpose: 8,
  qualifier: 16,
  coupon: 32,
  other: 64,
  unit: 128,
  business: 256,
  spare: 512,
} as const
type Role = keyof typeof ROLES
const { sure, noun, verify, purpose, qualifier, coupon, other, unit, business, spare } = ROLES

/** Of a beginning of words; they are found by so many letters. */
const SHORTEST_BEGINNING = 3

/** Roles of whole words, and of the beginnings of words. */
const WHOLE = new Map<string, number>()
const BEGINNINGS = new Map<string, { readonly beginning: string; readonly role: number }[]>()
for (const [role, languages] of Object.entries(WORDS)) {
  for (const entry of Object.values(languages as Record<string, string>).flatMap(words => words.split(' '))) {
    const word = foldWord(entry)
    if (word.endsWith('*')) {
      const beginning = word.slice(0, -1)
      const key = beginning.slice(0, SHORTEST_BEGINNING)
      BEGINNINGS.set(key, [...(BEGINNINGS.get(key) ?? []), { beginning, role: ROLES[role as Role] }])
    } else {
      WHOLE.set(word, (WHOLE.get(word) ?? 0) | ROLES[role as Role])
    }
  }
}
const ENDINGS = NOUN_ENDINGS.split(' ')
const OTHER_COMPOUNDS = new Set(OTHER_BEGINNINGS.split(' '))

const UNPARTED = new Map<string, number>()
for (const [role, words] of Object.entries(UNPARTED_WORDS)) {
  for (const word of words.split(' ')) UNPARTED.set(word, (UNPARTED.get(word) ?? 0) | ROLES[role as Role])
}
const UNPARTED_WORD = new RegExp([...UNPARTED.keys()].sort((a, b) => b.length - a.length).join('|'), 'g')
const UNPARTED_SCRIPT = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]/u

const WORD =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{M}]+(?:[-‑][\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{M}]+)*|2fa/giu

/** Longer words have no role; looking them up would cost the more the longer they are. */
const LONGEST_WORD = 40

/** What a text of US-ASCII has somewhere in it when it has a label of a code. */
const CODE_ROOT = new RegExp(shortestRoots().join('|'), 'i')

/** Words that name codes, and ends of such words, without those that contain another. */
function shortestRoots(): string[] {
  const names = [...WHOLE].filter(([, roles]) => (roles & (sure | noun | verify)) !== 0).map(([word]) => word)
  const beginnings = [...BEGINNINGS.values()]
    .flat()
    .filter(({ role }) => (role & (sure | noun | verify)) !== 0)
    .map(({ beginning }) => beginning)
  const roots = [...new Set([...names, ...beginnings, ...ENDINGS])].filter(root => /^[a-z\d]+$/.test(root))
  return roots.filter(root => !roots.some(other => other !== root && root.includes(other)))
}

/** Whether a text may have the name of a code in it: quick, and sure only when it says no. */
export function mayNameCode(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- letters beyond US-ASCII stand for others, or are of other scripts
  return /[^\0-\x7f]/.test(text) || CODE_ROOT.test(text) || text.includes('TAN')
}

interface Mark {
  readonly start: number
  readonly end: number
  readonly roles: number
}

/** The labels of a line in its order. */
export function labelsIn(line: string): Label[] {
  const marks = [...marksIn(line)]
  const hasCoupon = marks.some(mark => (mark.roles & coupon) !== 0)
  const labels: Label[] = []
  for (const [index, mark] of marks.entries()) {
    const strength = strengthOf(line, marks, index, hasCoupon)
    if (strength === null) continue
    labels.push({ start: mark.start, end: mark.end, strength, isSpare: isSpare(line, marks, index) })
  }
  return labels
}

/** Whether a word counts or measures what the number before it tells. */
export function isUnit(word: string): boolean {
  return (rolesOf(word) & unit) !== 0
}

/** Whether a line speaks of coupons. */
export function speaksOfCoupons(line: string): boolean {
  return hasRole(line, coupon)
}

/** Whether a line speaks of orders, bookings, receipts and the like. */
export function speaksOfBusiness(line: string): boolean {
  return hasRole(line, business)
}

function hasRole(line: string, role: number): boolean {
  for (const { roles } of marksIn(line)) if ((roles & role) !== 0) return true
  return false
}

/** Whether a word has any meaning here, so that it is no code itself. */
export function isKnownWord(word: string): boolean {
  return rolesOf(word) !== 0
}

function* marksIn(line: string): Generator<Mark> {
  if (UNPARTED_SCRIPT.test(line))
    yield* [...partedMarks(line), ...unpartedMarks(line)].sort((a, b) => a.start - b.start)
  else yield* partedMarks(line)
}

function* unpartedMarks(line: string): Generator<Mark> {
  for (const { index, 0: word } of line.matchAll(UNPARTED_WORD)) {
    yield { start: index, end: index + word.length, roles: UNPARTED.get(word)! }
  }
}

function* partedMarks(line: string): Generator<Mark> {
  for (const { index, 0: written } of line.matchAll(WORD)) {
    const roles = written.includes('-') ? (WHOLE.get(foldWord(written)) ?? 0) : rolesOf(written)
    if (roles !== 0) yield { start: index, end: index + written.length, roles }
    else if (written.includes('-')) yield* hyphenatedMarks(written, index)
  }
}

/** `SMS-Code` and `bar-code`: each part does what it would do alone. */
function* hyphenatedMarks(written: string, index: number): Generator<Mark> {
  let start = index
  for (const part of written.split(/[-‑]/)) {
    const roles = rolesOf(part)
    if (roles !== 0) yield { start, end: start + part.length, roles }
    start += part.length + 1
  }
}

/** Roles of words looked up lately: mails say much the same. */
const known = new Map<string, number>()
const MOST_KNOWN = 5000
/** Longer ones are kept by the engine as parts of the text that they come from, and would keep all of it. */
const LONGEST_KNOWN = 12

function rolesOf(written: string): number {
  if (written.length > LONGEST_WORD) return 0
  if (written.length > LONGEST_KNOWN) return lookUpRoles(written)
  let roles = known.get(written)
  if (roles === undefined) {
    roles = lookUpRoles(written)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(written, roles)
  }
  return roles
}

function lookUpRoles(written: string): number {
  // As a word it is a colour.
  if (written === 'TAN' || written === 'TANs') return sure
  const word = foldWord(written)
  let roles = WHOLE.get(word) ?? 0
  for (const { beginning, role } of BEGINNINGS.get(word.slice(0, SHORTEST_BEGINNING)) ?? []) {
    if (word.startsWith(beginning)) roles |= role
  }
  return roles | compoundRoles(word)
}

function compoundRoles(word: string): number {
  const ending = ENDINGS.find(ending => word.length > ending.length + 1 && word.endsWith(ending))
  if (ending === undefined) return 0
  const beginning = word.slice(0, -ending.length)
  return OTHER_COMPOUNDS.has(beginning) || OTHER_COMPOUNDS.has(beginning.replace(/s$/, '')) ? other : noun
}

/** How surely a mark speaks of a code; null when it says nothing of a number by itself. */
function strengthOf(line: string, marks: readonly Mark[], index: number, hasCoupon: boolean): number | null {
  const mark = marks[index]!
  const { roles } = mark
  if ((roles & sure) !== 0) return CERTAIN
  if ((roles & noun) !== 0) {
    if ((roles & (coupon | other)) !== 0 || isQualified(line, marks, index, qualifier | coupon)) return OTHER
    const near = nearRoles(line, marks, index)
    if (((near | roles) & verify) !== 0) return CERTAIN
    if (((near | roles) & (purpose | spare)) !== 0) return SURE
    return hasCoupon ? OTHER : WEAK
  }
  if ((roles & verify) !== 0) return (nearRoles(line, marks, index) & noun) === 0 ? HINT : CERTAIN
  return (roles & other) === 0 ? null : OTHER
}

/** Whether a mark names a code to keep: `backup code`, `code de secours`, `Notfallcode`. */
function isSpare(line: string, marks: readonly Mark[], index: number): boolean {
  const { roles } = marks[index]!
  return (roles & noun) !== 0 && ((roles & spare) !== 0 || isQualified(line, marks, index, spare))
}

/** A preposition between a noun and what qualifies it, as Romance languages have it: `code de réduction`. */
const PREPOSITION = /^ (?:d[aeiou]|d[aeo]l|do|of) $/i

function isBeside(gap: string): boolean {
  return gap === ' ' || gap === '-' || gap === ''
}

/** Whether a word with one of these roles stands beside a noun: `zip code`, `código postal`. */
function isQualified(line: string, marks: readonly Mark[], index: number, roles: number): boolean {
  const mark = marks[index]!
  const before = marks[index - 1]
  const after = marks[index + 1]
  if (before !== undefined && (before.roles & roles) !== 0) {
    if (isBeside(line.slice(before.end, mark.start))) return true
  }
  if (after === undefined || (after.roles & roles) === 0) return false
  const gap = line.slice(mark.end, after.start)
  return isBeside(gap) || PREPOSITION.test(gap)
}

/** How far a word that says what a code is for may stand from it, in characters. */
const NEAR = 30

/** The roles of the words around a mark in its sentence. */
function nearRoles(line: string, marks: readonly Mark[], index: number): number {
  const { start, end } = marks[index]!
  let roles = 0
  for (let other = index - 1; other >= 0 && start - marks[other]!.end <= NEAR; other--) {
    if (!/[.!?;]/.test(line.slice(marks[other]!.end, start))) roles |= marks[other]!.roles
  }
  for (let other = index + 1; other < marks.length && marks[other]!.start - end <= NEAR; other++) {
    if (!/[.!?;]/.test(line.slice(end, marks[other]!.start))) roles |= marks[other]!.roles
  }
  return roles
}
