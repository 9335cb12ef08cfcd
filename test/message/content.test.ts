import { createHash } from 'node:crypto'
import { describe, expect, it, test } from 'vitest'
import { readContent, readContentAlone } from '../../server/message/content.ts'
import { lines } from './lines.ts'

const multipart = (type: string, ...parts: string[][]): Buffer =>
  lines(
    `Content-Type: multipart/${type}; boundary=b`,
    '',
    ...parts.flatMap(part => ['--b', part]).flat(),
    '--b--',
  )

describe('readContent', () => {
  test.each([
    ['plain text', lines('', 'Hello'), 'Hello\n', null],
    ['HTML alone', lines('Content-Type: text/html', '', '<p>Hello</p>'), null, '<p>Hello</p>\n'],
    ['both', multipart('alternative', ['', 'Hello'], ['Content-Type: text/html', '', '<p>Hello</p>']), 'Hello', '<p>Hello</p>'],
    ['flowed text', lines('Content-Type: text/plain; format=flowed', '', 'Hello ', 'you'), 'Hello you', null],
    ['another charset', lines('Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: quoted-printable', '', 'Gr=FC=DFe'), 'Grüße\n', null],
    ['no text', lines('Content-Type: image/png', '', 'x'), null, null],
    ['a multipart without boundary', lines('Content-Type: multipart/mixed', '', 'Hello'), 'Hello\n', null],
    ['an attached message, which is not entered', multipart('mixed', ['', 'Hello'], ['Content-Type: message/rfc822', '', 'Subject: in', '', 'inner']), 'Hello', null],
  ])('reads %s', async (_, raw, text, html) => expect(await readContent(raw)).toMatchObject({ text, html })) // prettier-ignore

  it('lists header fields as they came, unfolded', async () => {
    const raw = lines('RECEIVED: a', ' b', 'Subject: =?utf-8?q?a?=', 'received: c', '', 'x')
    expect((await readContent(raw)).headers).toEqual([
      ['RECEIVED', 'a b'],
      ['Subject', '=?utf-8?q?a?='],
      ['received', 'c'],
    ])
  })

  it('reads date, message id and the addresses that no summary has', async () => {
    const raw = lines(
      'Date: Tue, 1 Jul 2003 10:52:37 +0200',
      'Message-ID: <a@x>',
      'Reply-To: R <r@x>',
      'Bcc: b@x',
      '',
    )
    expect(await readContent(raw)).toMatchObject({
      date: '2003-07-01T08:52:37.000Z',
      messageId: '<a@x>',
      replyTo: [{ name: 'R', address: 'r@x' }],
      bcc: [{ name: '', address: 'b@x' }],
    })
    expect(await readContent(lines('Subject: x', ''))).toMatchObject({
      date: null,
      messageId: null,
      replyTo: [],
      bcc: [],
    })
  })

  it('lists attachments decoded', async () => {
    const raw = multipart(
      'mixed',
      ['', 'text'],
      ['Content-Type: image/png; name=a.png', 'Content-Transfer-Encoding: base64', 'Content-ID: <pic>', '', 'aGVsbG8='],
      ['Content-Disposition: attachment; filename="../../etc/passwd"', '', 'x'],
    ) // prettier-ignore
    expect((await readContent(raw)).attachments).toEqual([
      {
        n: 0,
        name: 'a.png',
        type: 'image/png',
        size: 5,
        sha256: createHash('sha256').update('hello').digest('hex'),
        contentId: 'pic',
        part: '2',
        disposition: null,
      },
      expect.objectContaining({
        n: 1,
        name: '../../etc/passwd',
        type: 'text/plain',
        size: 1,
        disposition: 'attachment',
      }),
    ])
  })

  test.each([
    ['text', Buffer.from('Subject: x\r\n\r\n\x93Gr\xfc\xdfe\x94\r\n', 'latin1'), { text: '“Grüße”\n' }],
    ['HTML', Buffer.from('Content-Type: text/html; charset=us-ascii\r\n\r\n<p>Gr\xfc\xdfe', 'latin1'), { html: '<p>Grüße' }],
    ['a part in quoted-printable', lines('Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Transfer-Encoding: quoted-printable', '', '=80 5', '--b--'), { text: '€ 5' }],
    ['text that names UTF-8 and is not', Buffer.from('Content-Type: text/plain; charset=utf-8\r\n\r\n\xfc', 'latin1'), { text: '\ufffd' }],
    ['UTF-8 that holds U+FFFD', lines('', 'Gr\ufffdße'), { text: 'Gr\ufffdße\n' }],
  ])('reads %s without a charset as UTF-8, or else as Windows-1252', async (_, raw, expected) => {
    expect(await readContent(raw)).toMatchObject(expected)
  }) // prettier-ignore

  test.each([
    ['a Date that is none', lines('Date: yesterday', '', 'x'), /Date field/],
    ['lines that are no fields', lines('Subject: x', 'junk', 'To: a@x', '', 'x'), /no header fields/],
    ['headers that are not UTF-8', Buffer.from('Subject: \xfc\r\n\r\nx', 'latin1'), /not UTF-8/],
    ['a multipart without its end', lines('Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'x'), /closing boundary/],
  ])('says what is wrong: %s', async (_, raw, problem) => {
    expect((await readContent(raw)).problems).toEqual([expect.stringMatching(problem)])
  }) // prettier-ignore

  it('finds links, codes and images in what it decoded', async () => {
    const raw = lines(
      'Subject: =?utf-8?q?Ihr_Best=C3=A4tigungscode?=',
      'List-Unsubscribe: <https://x.test/off>,',
      ' <mailto:off@x.test>',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Best=C3=A4tigungscode: 481=',
      '920. Hilfe: https://x.test/?a=3Db',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('<a href="https://x.test/off">Hier</a><img src="cid:logo" alt="Logo">').toString('base64'),
      '--b--',
    )
    for (const content of [await readContent(raw), readContentAlone(raw, 'why')]) {
      expect(content.links).toEqual([
        { href: 'https://x.test/off', text: 'Hier', kind: 'unsubscribe' },
        { href: 'https://x.test/?a=b', text: 'https://x.test/?a=b', kind: 'other' },
      ])
      expect(content.codes).toEqual([{ value: '481920', context: 'Bestätigungscode: 481920.' }])
      expect(content.images).toEqual([{ src: 'cid:logo', alt: 'Logo' }])
    }
  })

  it('reads more parts than mailparser does', async () => {
    const raw = lines('Content-Type: multipart/mixed; boundary=b', '', ...Array(1500).fill('--b\r\n\r\nx'))
    const { text, problems } = await readContent(raw)
    expect(text).toMatch(/^x\nx\n/)
    expect(problems).toContainEqual(expect.stringMatching(/too many parts/))
  })

  it('shows what mailparser refuses all the same, and says so', async () => {
    // mailparser refuses more than 1 MiB of header.
    const raw = lines(`Content-Type: text/plain; x="${'y'.repeat(2 ** 20)}"`, 'Subject: x', '', 'Hello')
    const { text, problems } = await readContent(raw)
    expect(text).toBe('Hello\n')
    expect(problems).toEqual([expect.stringMatching(/mailparser could not read this message: /)])
  })
})

it('readContentAlone gives the same text, and the reason why mailparser did not', async () => {
  const raw = multipart('alternative', ['', 'Hello'], ['Content-Type: text/html', '', '<p>Hello</p>'])
  const content = await readContent(raw)
  expect(readContentAlone(raw, 'Why.')).toEqual({ ...content, problems: ['Why.'] })
})
