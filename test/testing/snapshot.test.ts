import { createTransport, type SendMailOptions } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../server/client/client.ts'
import { snapshotOf } from '../../server/testing/testing.ts'
import { SteadyText } from '../../server/testing/steady-text.ts'
import { useOneFacteur } from './use-facteur.ts'

const here = useOneFacteur()

async function receive(options: (address: string) => SendMailOptions): Promise<Message> {
  const mail = here.openMail({ title: 'snapshot' })
  const transport = createTransport({ ...mail.smtp, ignoreTLS: true })
  await transport.sendMail({ from: 'Shop <shop@app.test>', ...options(mail.address('anna')) })
  transport.close()
  return mail.waitForMessage()
}

/** As applications make them: with a code, a token, an order number and a date of their own. */
function order(token: string, code: string, number: number) {
  return (address: string): SendMailOptions => ({
    to: { name: 'Anna Größe', address },
    bcc: `hidden-${address}`,
    replyTo: 'help@app.test',
    subject: `Ihr Code für Bestellung ${number}`,
    inReplyTo: `<${token}@app.test>`,
    list: { unsubscribe: `https://app.test/unsubscribe?token=${token}` },
    text: `Your code is ${code.slice(0, 3)} ${code.slice(3)}.\r\nOrder ${number}, made at ${new Date().toISOString()}.\r\nhttps://app.test/o/${token}.`,
    html: `<p>Your code is <b>${code}</b>.</p>
<p><a href="https://app.test/confirm?user=${encodeURIComponent(address)}&amp;token=${token}">Confirm</a>
<a href="http://localhost:${number}/help#codes">Help</a>   <img src="cid:logo-${token}@app.test"></p>`,
    attachments: [
      { filename: 'invoice.pdf', content: Buffer.from(token) },
      {
        filename: 'logo.png',
        content: Buffer.from(token),
        cid: `logo-${token}@app.test`,
        contentDisposition: 'inline',
      },
    ],
  })
}

const OPTIONS = { codes: true, replace: [[/(Order|Bestellung) \d+/g, '$1 <number>']] as const }

describe('a snapshot', () => {
  it('is the same in each run, and can be read', async () => {
    const first = await receive(order('k3JxQpLm0aWvZyTbRs92Qw', '481920', 43_121))
    const second = await receive(order('Zt5_aa-Q0pXwVu7Lm-_3eR', '730164', 50_999))
    expect(snapshotOf(second, OPTIONS)).toBe(snapshotOf(first, OPTIONS))
    expect(snapshotOf(first, OPTIONS)).toMatchInlineSnapshot(`
      "From: Shop <shop@app.test>
      To: Anna Größe <anna@<test>.test>
      Reply-To: help@app.test
      Subject: Ihr Code für Bestellung <number>
      Envelope: shop@app.test -> anna@<test>.test, hidden-anna@<test>.test
      In-Reply-To: <message-id>
      Message-ID: <message-id 2>
      List-Unsubscribe: <https://app.test/unsubscribe?token=<token>>
      Date: <date>
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="<boundary>"

      === text
      Your code is <code>.
      Order <number>, made at <date>.
      https://app.test/o/<token>.

      === html
      <p>Your code is <b><code></b>.</p>
      <p><a href="https://app.test/confirm?user=anna%40<test>.test&amp;token=<token>">Confirm</a>
      <a href="http://localhost:<port>/help#codes">Help</a>   <img src="cid:<cid>"></p>

      === attachments
      logo.png, image/png, inline, cid:<cid>
      invoice.pdf, application/pdf"
    `)
  })

  it('differs when the message does', async () => {
    const one = await receive(to => ({ to, subject: 'Hello', html: '<p>Hello Anna</p>' }))
    const two = await receive(to => ({ to, subject: 'Hello', html: '<p>Hello Anne</p>' }))
    expect(snapshotOf(one)).not.toBe(snapshotOf(two))
  })

  it('leaves out fields, and codes as they are unless asked', async () => {
    const message = await receive(to => ({
      to,
      subject: 'Hello',
      text: 'Your code is 481920.',
      headers: { 'X-Build': '17' },
    }))
    expect(snapshotOf(message)).toContain('X-Build: 17')
    expect(snapshotOf(message, { without: ['x-build', 'Subject'] })).not.toMatch(/X-Build|Hello/)
    expect(snapshotOf(message)).toContain('Your code is 481920.')
  })

  it('replaces texts wherever they stand, and patterns as their flags say', async () => {
    const message = await receive(to => ({ to, subject: 'a.b a.b', text: 'a.b' }))
    expect(snapshotOf(message, { replace: [['a.b', '$&!']] })).toMatch(/^Subject: \$&! \$&!$/m)
    expect(snapshotOf(message, { replace: [[/a\.b/, 'c']] })).toMatch(/^Subject: c a\.b$/m)
  })
})

describe('a steady text', () => {
  const UUID = '0b8f6d6e-31aa-4b1c-9f3e-1d2c3b4a5f60'
  it.each([
    [
      'a test',
      'To anna@sign-up-x0123456789ab.test and ANNA@SIGN-UP-X0123456789AB.TEST',
      'To anna@<test>.test and ANNA@<test>.TEST',
    ],
    ['a plus-address', 'anna+sign-up-x0123456789ab@x.test', 'anna+<test>@x.test'],
    ['two tests', 'x0123456789ab x0123456789ac x0123456789ab', '<test> <test 2> <test>'],
    ['a UUID', `Request ${UUID}`, 'Request <uuid>'],
    ['a UUID in a path', `https://x.test/u/${UUID}/edit`, 'https://x.test/u/<uuid>/edit'],
    ['an instant', 'at 2026-11-21T20:46:30.123Z, 2026-11-21 20:46:30+01:00', 'at <date>, <date>'],
    ['a day', 'until 2026-11-21.', 'until <date>.'],
    ['a date of mail', 'On Sat, 21 Nov 2026 20:46:30 +0000, Anna wrote', 'On <date>, Anna wrote'],
    ['a date of HTTP', 'Sat, 21 Nov 2026 20:46:30 GMT', '<date>'],
    ['no time of day', 'at 20:46 in room 2026', 'at 20:46 in room 2026'],
    ['a named token', 'https://x.test/?token=abc&lang=en', 'https://x.test/?token=<token>&lang=en'],
    [
      'an id',
      'https://x.test/?user_id=17&orderId=18&id=19#x',
      'https://x.test/?user_id=<token>&orderId=<token 2>&id=<token 3>#x',
    ],
    ['no name that only ends so', 'https://x.test/?paid=17&valid=1', 'https://x.test/?paid=17&valid=1'],
    [
      'a token behind &amp;',
      '<a href="https://x.test/?a=1&amp;token=x1">',
      '<a href="https://x.test/?a=1&amp;token=<token>">',
    ],
    ['a token in a fragment', 'https://x.test/#access_token=x1', 'https://x.test/#access_token=<token>'],
    ['a token in a path', 'https://x.test/r/k3JxQpLm0aWvZyTb/done', 'https://x.test/r/<token>/done'],
    ['a token of letters only', 'https://x.test/r/kJxQpLmWvZyTbAcDe', 'https://x.test/r/<token>'],
    ['a JWT', 'https://x.test/r/eyJhbGciOi.eyJzdWIiOi.c2ln0', 'https://x.test/r/<token>'],
    ['a time stamp', 'https://x.test/?v=1732221990123', 'https://x.test/?v=<token>'],
    [
      'no words',
      'https://x.test/blog/reset-your-password-2026/Frequently_Asked',
      'https://x.test/blog/reset-your-password-2026/Frequently_Asked',
    ],
    [
      'the same token twice',
      'https://x.test/?token=a https://x.test/?token=b https://x.test/?token=a',
      'https://x.test/?token=<token> https://x.test/?token=<token 2> https://x.test/?token=<token>',
    ],
    [
      'a local port',
      '(http://localhost:43121/a, http://127.0.0.1:80)',
      '(http://localhost:<port>/a, http://127.0.0.1:<port>)',
    ],
    ['no other port', 'https://x.test:8443/', 'https://x.test:8443/'],
    [
      'an address behind which a sentence ends',
      'See https://x.test/?token=a. Or https://x.test/?token=a!',
      'See https://x.test/?token=<token>. Or https://x.test/?token=<token>!',
    ],
    ['a content id', '<img src="cid:a1@x.test">', '<img src="cid:<cid>">'],
  ])('has %s', (_what, text, steady) => {
    expect(new SteadyText([]).text(text)).toBe(steady)
  })

  it.each([
    ['in one', 'Code 481920.', 'Code <code>.'],
    ['in groups', 'Code 481 920, 481-920.', 'Code <code>, <code>.'],
    [
      'in cells',
      '<td>4</td>\n<td style="x">8</td><td>1</td><td>9</td><td>2</td><td>0</td>',
      '<td><code></td>',
    ],
    ['in a link', 'https://x.test/c/481920?c=481920', 'https://x.test/c/<code>?c=<code>'],
    ['but not in a longer number', '14819201 a481920', '14819201 a481920'],
  ])('has a code %s', (_how, text, steady) => {
    expect(new SteadyText(['481920']).text(text)).toBe(steady)
  })

  it('tells one code from another', () => {
    expect(new SteadyText(['481920', 'G3H1Y2']).text('G3H1Y2 481920 G3H-1Y2')).toBe('<code> <code 2> <code>')
  })

  it('is made in linear time', () => {
    const pieces = [
      'a-',
      'https://',
      '<',
      '4 ',
      '4<b>',
      'https://x/?token=',
      '2026-',
      'x0123',
      'Sat, ',
      '%40',
    ]
    const texts = [...pieces.map(piece => piece.repeat(50_000)), ...['.', '?', '&a', ';', '/'].map(inUrl)]
    for (const text of texts) {
      const began = performance.now()
      new SteadyText(['44444444']).text(text)
      expect(performance.now() - began).toBeLessThan(2000)
    }
  })
})

function inUrl(piece: string): string {
  return `https://x.test/?${piece.repeat(50_000)}x`
}
