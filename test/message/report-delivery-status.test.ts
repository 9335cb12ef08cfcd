import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import {
  composeDeliveryStatus,
  type DeliveryStatus,
  type RecipientStatus,
} from '../../server/message/report/delivery-status.ts'
import { reportHeader, reportParts } from './report-parts.ts'

const NOON = Date.UTC(2026, 10, 21, 12)
const HOUR = 3_600_000

const ORIGINAL = Buffer.from(
  [
    'From: Anna <anna@app.test>',
    'To: bob@x.test',
    'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
    'Message-ID: <2@app.test>',
    'References: <1@app.test>',
    '',
    'Hello Bob',
    '',
  ].join('\r\n'),
)

const BOB: RecipientStatus = {
  finalRecipient: 'bob@x.test',
  originalRecipient: null,
  status: '5.1.1',
  remoteMta: 'mx1.x.test',
  diagnostic: { code: 550, enhanced: '5.1.1', text: 'no such user' },
  reason: '',
  lastAttempt: NOON + HOUR,
  willRetryUntil: null,
}

function compose(changes: Partial<DeliveryStatus> = {}): Buffer {
  return composeDeliveryStatus({
    action: 'failed',
    original: ORIGINAL,
    returned: { content: 'FULL', limit: 50_000 },
    recipients: [BOB],
    envelopeId: null,
    reportingMta: 'relay.test',
    arrivalDate: NOON,
    to: 'anna+bounces@app.test',
    messageId: '<r1@relay.test>',
    date: NOON + 2 * HOUR,
    ...changes,
  })
}

describe('a delivery status notification', () => {
  it('names hosts in ASCII, whatever script they are written in', () => {
    const raw = compose({
      reportingMta: 'mx.bücher.test',
      recipients: [{ ...BOB, remoteMta: 'mx1.bücher.test' }],
    })
    expect(reportHeader(raw)).toContain('<MAILER-DAEMON@mx.xn--bcher-kva.test>')
    const [, status] = reportParts(raw)
    expect(status?.type).toBe('message/delivery-status')
    expect(status?.content.toString()).toMatch(/^Reporting-MTA: dns; mx\.xn--bcher-kva\.test\r\n/)
    expect(status?.content.toString()).toContain('Remote-MTA: dns; mx1.xn--bcher-kva.test\r\n')
  })

  it('is what RFC 3464 says, byte for byte', () => {
    const raw = compose({
      envelopeId: 'QQ 1',
      recipients: [{ ...BOB, originalRecipient: { type: 'rfc822', address: 'Bob+news@x.test' } }],
    })
    const boundary = /boundary="([^"]+)"/.exec(reportHeader(raw))![1]!
    expect(raw.toString().replaceAll(boundary, 'B').split('\r\n')).toEqual([
      'From: Mail Delivery System <MAILER-DAEMON@relay.test>',
      'To: <anna+bounces@app.test>',
      'Subject: Undelivered Mail Returned to Sender',
      'Date: Sat, 21 Nov 2026 14:00:00 +0000',
      'Message-ID: <r1@relay.test>',
      'In-Reply-To: <2@app.test>',
      'References: <1@app.test> <2@app.test>',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status;',
      ' boundary="B"',
      'Content-Transfer-Encoding: 8bit',
      '',
      '--B',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Description: Notification',
      'Content-Transfer-Encoding: 8bit',
      '',
      'This is the mail system at relay.test.',
      '',
      'Your message "Gr\u00fc\u00dfe" of Sat, 21 Nov 2026 12:00:00 +0000 could not be',
      'delivered to:',
      '',
      '<bob@x.test>',
      '    mx1.x.test answered: 550 5.1.1 no such user',
      '    There is no such mailbox. Check the address, and take it off your lists.',
      '',
      'Details for programs follow, and the message.',
      '',
      '--B',
      'Content-Type: message/delivery-status',
      'Content-Description: Delivery report',
      'Content-Transfer-Encoding: 7bit',
      '',
      'Original-Envelope-Id: QQ 1',
      'Reporting-MTA: dns; relay.test',
      'Arrival-Date: Sat, 21 Nov 2026 12:00:00 +0000',
      '',
      'Original-Recipient: rfc822; Bob+news@x.test',
      'Final-Recipient: rfc822; bob@x.test',
      'Action: failed',
      'Status: 5.1.1',
      'Remote-MTA: dns; mx1.x.test',
      'Diagnostic-Code: smtp; 550 5.1.1 no such user',
      'Last-Attempt-Date: Sat, 21 Nov 2026 13:00:00 +0000',
      '',
      '--B',
      'Content-Type: message/rfc822',
      'Content-Description: Original Message',
      'Content-Transfer-Encoding: 7bit',
      '',
      ...ORIGINAL.toString().split('\r\n'),
      '--B--',
      '',
    ])
  })

  it.each([
    ['failed', 'Undelivered Mail Returned to Sender', 'could not be\ndelivered to:'],
    ['delayed', 'Delayed Mail (still being retried)', 'It will be tried until Thu, 26 Nov 2026 12:00:00'],
    ['delivered', 'Successful Mail Delivery Report', 'was delivered to:'],
    ['relayed', 'Successful Mail Delivery Report', 'may not tell'],
    ['expanded', 'Successful Mail Delivery Report', 'members of:'],
  ] as const)('tells that a message was %s', async (action, subject, words) => {
    const raw = compose({ action, recipients: [{ ...BOB, willRetryUntil: NOON + 120 * HOUR }] })
    const [, status] = reportParts(raw)
    expect(status!.content).toContain(`Action: ${action}\r\n`)
    // RFC 3464 §2.3.9
    expect(status!.content.includes('Will-Retry-Until')).toBe(action === 'delayed')
    const parsed = await simpleParser(raw)
    expect(parsed.subject).toBe(subject)
    expect(parsed.text).toContain(words)
  })

  it('tells of several recipients, each in a group of its own', () => {
    const raw = compose({ recipients: [BOB, { ...BOB, finalRecipient: 'eva@x.test', status: '5.2.2' }] })
    const [, status] = reportParts(raw)
    const groups = status!.content.split('\r\n\r\n')
    expect(groups.map(group => /^(?:Final-Recipient|Reporting-MTA): (.*)\r$/m.exec(group)![1])).toEqual([
      'dns; relay.test',
      'rfc822; bob@x.test',
      'rfc822; eva@x.test',
    ])
  })

  it('says in words of its own what no host answered', () => {
    const recipient = {
      ...BOB,
      status: '4.4.1',
      remoteMta: null,
      diagnostic: null,
      reason: 'connection timed out',
    }
    const [notice, status] = reportParts(compose({ recipients: [recipient] }))
    expect(status!.content).toContain('Diagnostic-Code: X-Facteur; connection timed out\r\n')
    expect(status!.content).not.toContain('Remote-MTA')
    expect(notice!.content).toContain('    connection timed out\r\n')
  })

  it('leaves out what is not known', () => {
    const recipient = { ...BOB, remoteMta: null, diagnostic: null, lastAttempt: null }
    const [, status] = reportParts(compose({ recipients: [recipient] }))
    expect(status!.content.split('\r\n\r\n')[1]!.split('\r\n')).toEqual([
      'Final-Recipient: rfc822; bob@x.test',
      'Action: failed',
      'Status: 5.1.1',
      '',
    ])
  })

  it('has types of its own for addresses and headers beyond US-ASCII', () => {
    const original = Buffer.from('From: j\u00f6rg@app.test\r\n\r\nHello')
    const raw = compose({ original, recipients: [{ ...BOB, finalRecipient: '\u00e5sa@x.test' }] })
    const parts = reportParts(raw)
    expect(parts.map(({ type }) => type)).toEqual([
      'text/plain',
      'message/global-delivery-status',
      'message/global',
    ])
    expect(Buffer.from(parts[1]!.content, 'latin1').toString()).toContain(
      'Final-Recipient: utf-8; \u00e5sa@x.test\r\n',
    )
  })

  it('reports on a message that is empty', () => {
    const parts = reportParts(
      compose({ original: Buffer.alloc(0), returned: { content: 'HDRS', limit: 10 } }),
    )
    expect(parts.map(({ type }) => type)).toEqual(['text/plain', 'message/delivery-status'])
    expect(parts[0]!.content).toContain('Your message without a subject of')
    expect(parts[0]!.content).toContain('Details for programs follow.')
  })

  it('keeps its form, whatever others said', () => {
    const evil = 'x\r\n\r\n--B\r\nBcc: eve@x.test\r\nAction: delivered'
    const raw = compose({
      to: `anna@app.test>\r\nBcc: eve@x.test`,
      envelopeId: evil,
      original: Buffer.from(
        'Subject: =?utf-8?Q?a=0D=0ABcc:_eve@x.test=0D=0A=0D=0A--B?=\r\n' +
          'Message-ID: <a\0b@x.test>\r\nReferences: <1@x.test>\r\n\tBcc:<2@x.test>\r\n\r\nHello',
      ),
      recipients: [
        {
          ...BOB,
          finalRecipient: evil,
          originalRecipient: { type: 'rfc822', address: evil },
          remoteMta: evil,
          diagnostic: { code: 550, enhanced: null, text: evil },
          reason: evil,
        },
      ],
    })
    expect(reportHeader(raw)).not.toMatch(/^Bcc/m)
    expect(reportHeader(raw)).toContain('To: undisclosed-recipients:;\r\n')
    const parts = reportParts(raw)
    expect(parts).toHaveLength(3)
    expect(parts[1]!.content.match(/^Action: .*$/gm)).toEqual(['Action: failed'])
    expect(parts[1]!.content.split('\r\n\r\n')).toHaveLength(2)
    for (const line of parts[0]!.content.split('\r\n')) expect(line).not.toMatch(/^(?:--B|Bcc)/)
  })

  it('has no line that is too long, nor any that ends without CRLF', () => {
    const long = `${'w'.repeat(3000)} ${'\u00fc'.repeat(3000)}`
    const raw = compose({
      envelopeId: long,
      original: Buffer.from(`Subject: ${long}\r\nMessage-ID: <${'i'.repeat(3000)}@x.test>\r\n\r\n`),
      returned: { content: 'HDRS', limit: 10 },
      recipients: [{ ...BOB, finalRecipient: long, diagnostic: { code: 550, enhanced: null, text: long } }],
    }).toString('latin1')
    expect(raw).not.toMatch(/(?<!\r)\n|\r(?!\n)/)
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
  })

  it('is read by mailparser, with what it returns', async () => {
    const parsed = await simpleParser(compose(), { keepDeliveryStatus: true })
    expect(parsed.from?.value).toEqual([
      { name: 'Mail Delivery System', address: 'MAILER-DAEMON@relay.test' },
    ])
    expect(parsed.inReplyTo).toBe('<2@app.test>')
    expect(parsed.attachments.map(({ contentType }) => contentType)).toEqual([
      'message/delivery-status',
      'message/rfc822',
    ])
    expect(parsed.attachments[1]!.content.toString()).toContain('Message-ID: <2@app.test>')
  })
})
