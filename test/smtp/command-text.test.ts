import { expect, test } from 'vitest'
import { commandText } from '../../server/smtp/command-text.ts'

test.each([
  ['UTF-8', Buffer.from('MAIL FROM:<j\xf6rg@x>'), 'MAIL FROM:<j\xf6rg@x>'],
  ['Latin-1 where it is no UTF-8', Buffer.from('MAIL FROM:<j\xf6rg@x>', 'latin1'), 'MAIL FROM:<j\xf6rg@x>'],
  ['UTF-8 that holds U+FFFD', Buffer.from('MAIL FROM:<\u{fffd}@x>'), 'MAIL FROM:<\u{fffd}@x>'],
])('reads a command as %s', (_, line, text) => {
  expect(commandText(line)).toBe(text)
})
