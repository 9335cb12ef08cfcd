import { describe, expect, it, test } from 'vitest'
import { MESSAGE_LIMITS } from '../../server/message/limits.ts'
import { overview } from '../../server/message/overview.ts'
import { lines } from './lines.ts'

const alternative = (plain: string, html: string): Buffer =>
  lines(
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    '',
    plain,
    '--b',
    'Content-Type: text/html',
    '',
    html,
    '--b--',
  )

describe('the preview', () => {
  test.each([
    ['is the text, folded', lines('', 'Hello', '', '  you'), 'Hello you'],
    ['is the text before the HTML', alternative('plain', '<p>rich</p>'), 'plain'],
    ['is the HTML where the text is empty', alternative(' ', '<p>rich</p>'), 'rich'],
    ['is decoded', lines('Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: quoted-printable', '', 'Gr=FC=DFe'), 'Grüße'],
    ['is empty without text', lines('Content-Type: image/png', '', 'x'), ''],
    ['is the text of a multipart without parts', lines('Content-Type: multipart/mixed', '', 'text'), 'text'],
    ['comes after long style sheets', lines('Content-Type: text/html', '', `<style>${'a{b:c}'.repeat(20_000)}</style>`, 'Hello'), 'Hello'],
  ])('%s', (_, raw, preview) => expect(overview(raw).preview).toBe(preview)) // prettier-ignore

  it('is cut with an ellipsis, between characters', () => {
    const { preview } = overview(lines('', 'x😀'.repeat(200)))
    expect(preview.length).toBeLessThanOrEqual(MESSAGE_LIMITS.previewLength)
    expect(preview).toMatch(/^(?:x😀)+x?…$/u)
  })

  it('looks at no more of the text than its limit', () => {
    expect(overview(lines('', `${' '.repeat(8 * MESSAGE_LIMITS.previewBytes)}Hello`)).preview).toBe('')
  })
})

const mixed = (...headers: string[]): Buffer =>
  lines(
    'Content-Type: multipart/mixed; boundary=b',
    '',
    ...headers.flatMap(header => ['--b', header, '', 'x']),
  )

describe('attachments are counted', () => {
  test.each([
    ['none in plain text', lines('', 'x'), 0],
    ['by type, name and disposition', mixed('Content-Type: image/png', 'Content-Type: text/plain; name=a', 'Content-Disposition: attachment', 'Content-Type: text/html'), 3],
    ['an attached message once', mixed('Content-Type: message/rfc822\r\n\r\nContent-Type: image/png'), 1],
  ])('%s', (_, raw, count) => expect(overview(raw).attachments).toBe(count)) // prettier-ignore
})

describe('notes', () => {
  it('say that there is HTML only', () => {
    expect(overview(lines('Content-Type: text/html', '', 'x')).notes).toEqual(['no-text'])
    expect(overview(alternative('a', 'b')).notes).toEqual([])
  })

  it('say that the message is malformed', () => {
    expect(overview(lines('Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'x')).notes).toEqual([
      'malformed',
    ])
  })
})
