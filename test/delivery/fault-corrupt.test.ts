import { expect, test } from 'vitest'
import { corruptMessage } from '../../server/delivery/faults/corrupt-message.ts'

test.each([
  ['Subject: x\r\n\r\nabcdefgh\r\n', 'Subject: x\r\n\r\nabcdeggh\r\n'],
  ['Subject: x\r\n\r\na\r\n\r\n\r\n', 'Subject: x\r\n\r\n`\r\n\r\n\r\n'],
  ['Subject: x\r\n\r\nab\r\n..\r\n/\r\n', 'Subject: x\r\n\r\nac\r\n..\r\n/\r\n'],
  ['Subject: x\r\n\r\n', 'Subject: x\r\n\r\n'],
  ['Subject: x\r\n\r\n\r\n\r\n', 'Subject: x\r\n\r\n\r\n\r\n'],
  ['', ''],
])('one character in the middle of the body of %j is another', (raw, expected) => {
  expect(corruptMessage([Buffer.from(raw)]).toString()).toBe(expected)
})

test('the chunks that were given stay as they are', () => {
  const chunks = ['Subject: x\r\n\r', '\nab', 'cd\r\n'].map(text => Buffer.from(text))
  expect(corruptMessage(chunks).toString()).toBe('Subject: x\r\n\r\nabce\r\n')
  expect(Buffer.concat(chunks).toString()).toBe('Subject: x\r\n\r\nabcd\r\n')
})
