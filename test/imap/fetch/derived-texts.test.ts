import { expect, test } from 'vitest'
import { SandboxClock } from '../../../server/clock.ts'
import { DerivedTexts } from '../../../server/imap/fetch/derived-texts.ts'
import { Store } from '../../../server/mailbox/store.ts'
import type { StoredMessage } from '../../../server/mailbox/stored-message.ts'
import { submission } from '../../mailbox/submission.ts'

const store = new Store({ clock: new SandboxClock() })
const capture = (): StoredMessage => store.capture(submission())

/** Counts how often it made something. */
function maker(
  text: string,
  varies = false,
): { make: () => { text: string; varies: boolean }; made: () => number } {
  let count = 0
  return { make: () => ({ text: `${text}${++count}`, varies }), made: () => count }
}

test('a text is made once', () => {
  const texts = new DerivedTexts(100_000)
  const { make } = maker('a')
  const message = capture()
  expect(texts.get(message, 'ENVELOPE', false, make)).toBe('a1')
  expect(texts.get(message, 'ENVELOPE', false, make)).toBe('a1')
  expect(texts.get(message, 'BODY', false, make)).toBe('a2')
  expect(texts.get(capture(), 'ENVELOPE', false, make)).toBe('a3')
})

test('it is made for each kind of client where it differs, and only there', () => {
  const texts = new DerivedTexts(100_000)
  const message = capture()
  const same = maker('s')
  texts.get(message, 'ENVELOPE', false, same.make)
  expect(texts.get(message, 'ENVELOPE', true, same.make)).toBe('s1')
  const other = maker('o', true)
  texts.get(message, 'BODY', false, other.make)
  expect(texts.get(message, 'BODY', true, other.make)).toBe('o2')
  expect(texts.get(message, 'BODY', false, other.make)).toBe('o1')
  expect(other.made()).toBe(2)
})

test('what is asked for stays; what is not goes when there is no more room', () => {
  const texts = new DerivedTexts(20_000)
  const text = maker('x'.repeat(1000))
  const kept = capture()
  const first = texts.get(kept, 'ENVELOPE', false, text.make)
  const forgotten = capture()
  texts.get(forgotten, 'ENVELOPE', false, text.make)
  for (let n = 0; n < 50; n++) {
    texts.get(capture(), 'ENVELOPE', false, text.make)
    expect(texts.get(kept, 'ENVELOPE', false, text.make)).toBe(first)
  }
  const made = text.made()
  texts.get(forgotten, 'ENVELOPE', false, text.make)
  expect(text.made()).toBe(made + 1)
})
