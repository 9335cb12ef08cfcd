import { randomFillSync } from 'node:crypto'

/**
 * Crockford's base 32: no I, L, O, U. It is in the order of the characters' codes, so that ids sort by time.
 */
const ALPHABET = Buffer.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 'latin1')
const TIME_DIGITS = 10
const ID_DIGITS = 26

/**
 * Makes ids of 26 characters in the manner of ULID: 48 bits of time, then random bits. Each is greater than
 * the one before, within one millisecond too, and when the clock goes back.
 */
export function createMessageIds(): (now: number) => string {
  const digits = new Uint8Array(ID_DIGITS)
  const id = Buffer.alloc(ID_DIGITS)
  let time = -1
  return now => {
    const milliseconds = Math.max(0, Math.floor(now))
    if (milliseconds > time) {
      time = milliseconds
      randomFillSync(digits)
      for (let index = TIME_DIGITS; index < ID_DIGITS; index++) digits[index]! &= 31
      // Half of the range stays free for those that follow within the same millisecond.
      digits[TIME_DIGITS]! &= 15
      setTime(digits, milliseconds)
    } else {
      increment(digits)
    }
    for (let index = 0; index < ID_DIGITS; index++) id[index] = ALPHABET[digits[index]!]!
    return id.toString('latin1')
  }
}

function setTime(digits: Uint8Array, milliseconds: number): void {
  let rest = milliseconds
  for (let index = TIME_DIGITS - 1; index >= 0; index--) {
    digits[index] = rest % 32
    rest = Math.floor(rest / 32)
  }
}

function increment(digits: Uint8Array): void {
  let index = digits.length - 1
  while (digits[index] === 31) digits[index--] = 0
  digits[index]!++
}
