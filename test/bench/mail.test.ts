import { expect, it } from 'vitest'
import { formatMail } from './mail.ts'

it.each([
  ['Subject: a\r\n\r\ntext\r\n', 'Subject: a\r\n\r\ntext\r\n.\r\n'],
  ['.first\r\n..second\r\n.\r\nlast\r\n', '..first\r\n...second\r\n..\r\nlast\r\n.\r\n'],
  ['a\n.b\r\n', 'a\n.b\r\n.\r\n'],
  ['', '.\r\n'],
])('stuffs the dots of %j', (content, onWire) => {
  expect(formatMail('a@x.test', 'b@x.test', Buffer.from(content)).content.toString()).toBe(onWire)
})
