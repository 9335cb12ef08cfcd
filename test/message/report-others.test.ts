import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { type AutoReply, composeAutoReply } from '../../server/message/report/auto-reply.ts'
import { type Complaint, composeComplaint } from '../../server/message/report/complaint.ts'
import {
  composeDisposition,
  type Disposition,
  receiptAddresses,
} from '../../server/message/report/disposition.ts'
import { reportHeader, reportParts } from './report-parts.ts'

const NOON = Date.UTC(2026, 10, 21, 12)

const ORIGINAL = Buffer.from(
  'From: Anna <anna@app.test>\r\nTo: bob@x.test\r\nSubject: Offer\r\nMessage-ID: <2@app.test>\r\n\r\nHello\r\n',
)

const FRAME = { original: ORIGINAL, messageId: '<r1@relay.test>', date: NOON + 3_600_000 }

const RETURNED = { content: 'FULL', limit: 50_000 } as const

function complaint(changes: Partial<Complaint> = {}): Buffer {
  return composeComplaint({
    ...FRAME,
    returned: RETURNED,
    sender: 'anna@app.test',
    recipient: 'bob@x.test',
    envelopeId: 'QQ1',
    sourceAddress: '192.0.2.1',
    arrivalDate: NOON,
    reportingMta: 'relay.test',
    ...changes,
  })
}

function disposition(changes: Partial<Disposition> = {}): Buffer {
  return composeDisposition({
    ...FRAME,
    recipient: 'bob@x.test',
    originalRecipient: { type: 'rfc822', address: 'robert@x.test' },
    to: ['anna@app.test'],
    returnedOctets: 50_000,
    reportingHost: 'relay.test',
    arrivalDate: NOON,
    ...changes,
  })
}

function reply(changes: Partial<AutoReply> = {}): Buffer {
  return composeAutoReply({
    ...FRAME,
    recipient: 'bob@x.test',
    to: 'bounces@app.test',
    subject: null,
    text: 'I am away.',
    host: 'relay.test',
    ...changes,
  })
}

describe('a complaint', () => {
  it('has the parts and fields of RFC 5965', () => {
    const raw = complaint()
    expect(reportHeader(raw)).toContain('From: Complaints <complaints@relay.test>\r\nTo: <anna@app.test>\r\n')
    expect(reportHeader(raw)).toContain('multipart/report; report-type=feedback-report;')
    const [notice, feedback, returned] = reportParts(raw)
    expect(notice!.content).toContain('from 192.0.2.1')
    expect(feedback).toEqual({
      type: 'message/feedback-report',
      content: [
        'Feedback-Type: abuse',
        'User-Agent: Facteur',
        'Version: 1',
        'Original-Envelope-Id: QQ1',
        'Original-Mail-From: <anna@app.test>',
        'Arrival-Date: Sat, 21 Nov 2026 12:00:00 +0000',
        'Reporting-MTA: dns; relay.test',
        'Source-IP: 192.0.2.1',
        'Original-Rcpt-To: <bob@x.test>',
        'Reported-Domain: app.test',
        '',
      ].join('\r\n'),
    })
    expect(returned).toEqual({ type: 'message/rfc822', content: ORIGINAL.toString() })
  })

  it('names no source where there is none', () => {
    const [, feedback] = reportParts(complaint({ sourceAddress: null, envelopeId: null }))
    expect(feedback!.content).not.toMatch(/Source-IP|Envelope-Id/)
    const [, unclear] = reportParts(complaint({ sourceAddress: 'somewhere' }))
    expect(unclear!.content).not.toContain('Source-IP')
  })

  it('keeps its form, whatever others said', () => {
    const evil = 'x>\r\nVersion: 9\r\n\r\n--B'
    const raw = complaint({
      sender: `${evil}@app.test`,
      recipient: evil,
      envelopeId: evil,
      original: Buffer.from('Subject: =?utf-8?Q?a=0D=0ABcc:_eve@x.test?=\r\n\r\n'),
    })
    expect(reportHeader(raw)).not.toMatch(/^Bcc/m)
    const [, feedback] = reportParts(raw)
    expect(feedback!.content.match(/^Version: .*$/gm)).toEqual(['Version: 1'])
  })

  it('is read by mailparser', async () => {
    const parsed = await simpleParser(complaint())
    expect(parsed.subject).toBe('FW: Offer')
    expect(parsed.attachments.map(({ contentType }) => contentType)).toEqual([
      'message/feedback-report',
      'message/rfc822',
    ])
  })
})

describe('a receipt', () => {
  it('has the parts and fields of RFC 8098', () => {
    const raw = disposition()
    expect(reportHeader(raw)).toContain('From: <bob@x.test>\r\nTo: <anna@app.test>\r\n')
    expect(reportHeader(raw)).toContain('In-Reply-To: <2@app.test>\r\n')
    // RFC 3834 §5: a person sends it.
    expect(reportHeader(raw)).not.toContain('Auto-Submitted')
    const [, fields, returned] = reportParts(raw)
    expect(fields).toEqual({
      type: 'message/disposition-notification',
      content: [
        'Reporting-UA: relay.test; Facteur',
        'Original-Recipient: rfc822; robert@x.test',
        'Final-Recipient: rfc822; bob@x.test',
        'Original-Message-ID: <2@app.test>',
        'Disposition: manual-action/MDN-sent-manually; displayed',
        '',
      ].join('\r\n'),
    })
    expect(returned!.type).toBe('text/rfc822-headers')
  })

  it('goes to all who asked for it, from whom can be named', () => {
    const raw = disposition({ to: ['anna@app.test', 'eva@app.test'], recipient: 'a b' })
    expect(reportHeader(raw)).toContain(
      'From: <mailer-daemon@relay.test>\r\nTo: <anna@app.test>, <eva@app.test>\r\n',
    )
  })

  it('has a type of its own for addresses beyond US-ASCII', () => {
    const [, fields] = reportParts(disposition({ recipient: 'j\u00f6rg@x.test', originalRecipient: null }))
    expect(fields!.type).toBe('message/global-disposition-notification')
  })

  it('is read by mailparser', async () => {
    const parsed = await simpleParser(disposition())
    expect(parsed.subject).toBe('Read: Offer')
    expect(parsed.text).toContain('was\ndisplayed on Sat, 21 Nov 2026 13:00:00 +0000')
    expect(parsed.attachments[0]!.contentType).toBe('message/disposition-notification')
  })

  it.each([
    ['Disposition-Notification-To: Anna <anna@app.test>, eva@app.test', ['anna@app.test', 'eva@app.test']],
    ['Disposition-Notification-To: anna', []],
    ['Disposition-Notification-To: ', []],
    ['Return-Receipt-To: anna@app.test', []],
    [
      `Disposition-Notification-To: ${Array.from({ length: 30 }, (_, n) => `a${n}@app.test`).join(', ')}`,
      Array.from({ length: 10 }, (_, n) => `a${n}@app.test`),
    ],
  ])('is asked for by %.60s', (field, addresses) => {
    expect(receiptAddresses(Buffer.from(`${field}\r\n\r\n`))).toEqual(addresses)
  })
})

describe('an automatic reply', () => {
  it('is what RFC 3834 says, byte for byte', () => {
    expect(reply().toString().split('\r\n')).toEqual([
      'From: <bob@x.test>',
      'To: <bounces@app.test>',
      'Subject: Auto: Offer',
      'Date: Sat, 21 Nov 2026 13:00:00 +0000',
      'Message-ID: <r1@relay.test>',
      'In-Reply-To: <2@app.test>',
      'References: <2@app.test>',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      'I am away.',
      '',
    ])
  })

  it.each([
    ['in another language', 'Ich bin im Urlaub.\nGr\u00fc\u00dfe'],
    ['in long lines', 'word '.repeat(500).trim()],
    ['in lines of any end', 'a\rb\r\nc\nd'],
    ['like a boundary', '--B\r\n.\r\nFrom me'],
  ])('says %s what it was told', async (_what, text) => {
    const raw = reply({ text, subject: 'Gr\u00fc\u00dfe\r\nBcc: eve@x.test' })
    expect(reportHeader(raw)).not.toMatch(/^Bcc/m)
    for (const line of raw.toString().split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
    const parsed = await simpleParser(raw)
    expect(parsed.text?.trimEnd()).toBe(text.replace(/\r\n?/g, '\n'))
    expect(parsed.subject).toMatch(/^Gr\u00fc\u00dfe/)
  })
})
