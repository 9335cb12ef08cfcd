import { describe, expect, it, test } from 'vitest'
import { MESSAGE_LIMITS } from '../../server/message/limits.ts'
import { searchableText } from '../../server/message/search-text.ts'
import { lines } from './lines.ts'

describe('searchableText', () => {
  test.each([
    ['plain text', lines('Subject: x', '', 'Hello')],
    ['plain text that says so', lines('Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: 7bit', '', 'Hello')],
    ['a multipart without any boundary', lines('Content-Type: multipart/mixed; boundary=b', '', 'Hello')],
  ])('is not needed for %s', (_, raw) => expect(searchableText(raw)).toBeNull()) // prettier-ignore

  test.each([
    ['several plain texts', lines('Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'one', '--b', '', 'two', '--b--'), 'one\ntwo'],
    ['an attached plain text message', lines('Content-Type: message/rfc822', '', 'Subject: x', '', 'one'), 'one\r\n'],
    ['8-bit text', lines('', 'Grüße'), 'Grüße\r\n'],
    ['8-bit text in no charset', Buffer.from('\r\nGr\xfc\xdfe', 'latin1'), 'Grüße'],
    ['encoded text', lines('Content-Transfer-Encoding: base64', '', 'SGVsbG8='), 'Hello'],
    ['text in escape sequences', lines('Content-Type: text/plain; charset=iso-2022-jp', '', '\x1b$B$^\x1b(B'), 'ま\r\n'],
    ['HTML, with its links', lines('Content-Type: text/html', '', '<a href="https://x.test">Go</a> <b>h</b>ere'), 'https://x.test Go here'],
    ['text beside a picture', lines('Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'text', '--b', 'Content-Type: image/png', '', 'no', '--b--'), 'text'],
    ['text of an attached message', lines('Content-Type: message/rfc822', '', 'Subject: x', '', 'Grüße'), 'Grüße\r\n'],
    ['a picture alone, which has none', lines('Content-Type: image/png', '', 'no'), ''],
  ])('is the decoded text of %s', (_, raw, text) => expect(searchableText(raw)).toBe(text)) // prettier-ignore

  it('keeps within its limit', () => {
    const text = `ü${'x'.repeat(MESSAGE_LIMITS.searchBytes)}`
    expect(searchableText(lines('', text))!.length).toBeLessThan(MESSAGE_LIMITS.searchBytes)
  })

  it('cuts no character in two at its limit', () => {
    for (const start of ['', 'x', 'xx', 'xxx']) {
      const text = searchableText(lines('', start + '𝄞'.repeat(MESSAGE_LIMITS.searchBytes / 4 + 1)))
      expect(text!.replaceAll('𝄞', '')).toBe(start)
    }
  })
})
