import { describe, expect, it, test } from 'vitest'
import { compose } from '../../server/message/compose.ts'
import type { Composition } from '../../server/message/compose.ts'
import { readContent } from '../../server/message/content.ts'
import { summarise } from '../../server/message/summary.ts'

const least: Composition = { from: 'anna@app.test', to: ['bob@x.test'] }

describe('compose', () => {
  it('makes a message that says what the composition says', async () => {
    const { raw, from, to } = await compose({
      from: 'Anna Grün <anna@app.test>',
      to: ['Bob <bob@x.test>, carol@x.test'],
      cc: ['dave@x.test'],
      subject: 'Grüße',
      text: 'Hallo',
      html: '<p>Hällo</p>',
      replyTo: 'office@app.test',
      headers: { 'X-Tag': 'ci' },
      attachments: [{ name: 'grün.txt', type: 'text/plain', content: Buffer.from('abc').toString('base64') }],
    })
    expect({ from, to }).toEqual({ from: 'anna@app.test', to: ['bob@x.test', 'carol@x.test', 'dave@x.test'] })
    expect(summarise(raw)).toMatchObject({
      subject: 'Grüße',
      from: [{ name: 'Anna Grün' }],
      cc: [{ address: 'dave@x.test' }],
    })
    const content = await readContent(raw)
    expect(content).toMatchObject({
      text: 'Hallo',
      html: '<p>Hällo</p>',
      replyTo: [{ address: 'office@app.test' }],
      attachments: [{ name: 'grün.txt', type: 'text/plain', size: 3, disposition: 'attachment' }],
      problems: [],
    })
    expect(content.headers).toContainEqual(['X-Tag', 'ci'])
  })

  it('names blind copies in the envelope only', async () => {
    const { raw, to } = await compose({ ...least, bcc: ['hidden@x.test'] })
    expect(to).toEqual(['bob@x.test', 'hidden@x.test'])
    expect(raw.toString()).not.toMatch(/hidden|bcc/i)
  })

  it('gives each recipient once', async () => {
    const { to } = await compose({ ...least, cc: ['Bob <BOB@X.test>'], bcc: ['bob@x.test'] })
    expect(to).toEqual(['bob@x.test'])
  })

  it('adds Date and Message-ID', async () => {
    const { date, messageId } = await readContent((await compose(least, new Date(1_000_000_000_000))).raw)
    expect(date).toBe('2001-09-09T01:46:40.000Z')
    expect(messageId).toMatch(/^<.+@.+>$/)
  })

  it('keeps Date and Message-ID that are given', async () => {
    const headers = { date: 'Tue, 1 Jul 2003 10:52:37 +0200', 'Message-ID': '<a@x>' }
    const content = await readContent((await compose({ ...least, headers })).raw)
    expect(content).toMatchObject({ date: '2003-07-01T08:52:37.000Z', messageId: '<a@x>' })
  })

  it('writes the names of header fields as they are given', async () => {
    const headers = { 'X-Test-Id': '42', 'x-lower': 'a', 'X-SPF': 'none' }
    const { raw } = await compose({ ...least, headers })
    for (const field of ['X-Test-Id: 42', 'x-lower: a', 'X-SPF: none']) {
      expect(raw.toString()).toContain(`${field}\r\n`)
    }
    expect(raw.toString()).toContain('Message-ID: ')
  })

  it('makes an inline part of an attachment with a Content-ID', async () => {
    const attachments = [{ name: 'a.png', content: 'YQ==', contentId: 'pic' }]
    const { raw } = await compose({ ...least, html: '<img src="cid:pic">', attachments })
    expect((await readContent(raw)).attachments).toMatchObject([{ contentId: 'pic', type: 'image/png' }])
  })

  it('ends lines with CRLF', async () => {
    const { raw } = await compose({ ...least, text: 'a\nb' })
    expect(raw.toString()).not.toMatch(/(?<!\r)\n/)
  })
})

describe('compose refuses', () => {
  test.each<[string, Partial<Composition>, string]>([
    ['a sender that is empty', { from: '' }, 'from'],
    ['a sender without a domain', { from: 'root' }, 'from'],
    ['no recipient', { to: [] }, 'to'],
    ['a recipient without a domain', { cc: ['a@x', 'bob'] }, 'cc'],
    ['a line break in an address', { to: ['a@x', 'b@x\r\nBcc: c@x'] }, 'to[1]'],
    ['a line break in the subject', { subject: 'a\nBcc: c@x' }, 'subject'],
    ['a line break in a header', { headers: { 'X-A': 'a\rBcc: c@x' } }, 'headers["X-A"]'],
    ['a line break in a header name', { headers: { 'X-A\nBcc': 'c@x' } }, 'headers["X-A\nBcc"]'],
    ['a line break in references', { references: '<a@x>\r\n\r\nbody' }, 'references'],
    ['recipients among the headers', { headers: { bCC: 'c@x' } }, 'headers["bCC"]'],
    ['a line break in an attachment name', { attachments: [{ name: 'a\nb', content: '' }] }, 'attachments[0].name'],
    ['a line break in an attachment type', { attachments: [{ name: 'a', type: 'a/b\nX: y', content: '' }] }, 'attachments[0].type'],
    ['an attachment that is not base64', { attachments: [{ name: 'a', content: '%' }] }, 'attachments[0].content'],
  ])('%s', async (_, part, field) => {
    await expect(compose({ ...least, ...part })).rejects.toMatchObject({ name: 'CompositionError', field })
  }) // prettier-ignore
})
