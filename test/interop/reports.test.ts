import { fileURLToPath } from 'node:url'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { composeAutoReply } from '../../server/message/report/auto-reply.ts'
import { composeComplaint } from '../../server/message/report/complaint.ts'
import { composeDeliveryStatus, type DeliveryStatus } from '../../server/message/report/delivery-status.ts'
import { composeDisposition } from '../../server/message/report/disposition.ts'
import { HARD_MAIL } from './hard-mail.ts'
import { runProgram } from './run-program.ts'

const SCRIPT = fileURLToPath(new URL('parse-report.py', import.meta.url))

interface ParsedReport {
  readonly type: string
  readonly reportType: string | null
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly autoSubmitted: string | null
  readonly inReplyTo: string | null
  readonly parts: readonly string[]
  readonly text: string
  readonly fields: readonly Readonly<Record<string, string>>[]
  readonly original: string | null
  readonly defects: readonly string[]
}

const NOON = Date.UTC(2026, 10, 21, 12)

const ORIGINAL = Buffer.from(
  'From: Anna <anna@app.test>\r\nTo: bob@x.test\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n' +
    'Message-ID: <2@app.test>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n' +
    '--b\r\n\r\nGr\u00fc\u00dfe\r\n--b--\r\n',
)

const FRAME = {
  original: ORIGINAL,
  returned: { content: 'FULL', limit: 50_000 },
  arrivalDate: NOON,
  date: NOON + 3_600_000,
  messageId: '<r1@relay.test>',
  reportingMta: 'relay.test',
} as const

const BOB = {
  finalRecipient: 'bob@x.test',
  originalRecipient: { type: 'rfc822', address: 'Bob+news@x.test' },
  status: '5.1.1',
  remoteMta: 'mx1.x.test',
  diagnostic: { code: 550, enhanced: '5.1.1', text: 'no such user' },
  reason: '',
  lastAttempt: NOON + 1000,
  willRetryUntil: null,
}

function deliveryStatus(changes: Partial<DeliveryStatus> = {}): Buffer {
  return composeDeliveryStatus({
    ...FRAME,
    action: 'failed',
    recipients: [BOB, { ...BOB, finalRecipient: 'eva@x.test', originalRecipient: null, status: '5.2.2' }],
    envelopeId: 'QQ1',
    to: 'anna@app.test',
    ...changes,
  })
}

async function read(raw: Buffer): Promise<ParsedReport> {
  const report = JSON.parse(await runProgram('python3', [SCRIPT], { input: raw })) as ParsedReport
  expect(report.defects).toEqual([])
  return report
}

describe("Python's email package", () => {
  it('reads a bounce, with the message it returns', async () => {
    const report = await read(deliveryStatus())
    expect(report).toMatchObject({
      type: 'multipart/report',
      reportType: 'delivery-status',
      from: 'MAILER-DAEMON@relay.test',
      to: ['anna@app.test'],
      subject: 'Undelivered Mail Returned to Sender',
      autoSubmitted: 'auto-replied',
      inReplyTo: '<2@app.test>',
      parts: ['text/plain', 'message/delivery-status', 'message/rfc822'],
      text: expect.stringContaining('"Gr\u00fc\u00dfe"'),
      original: '<2@app.test>',
    })
    expect(report.fields).toEqual([
      {
        'Original-Envelope-Id': 'QQ1',
        'Reporting-MTA': 'dns; relay.test',
        'Arrival-Date': 'Sat, 21 Nov 2026 12:00:00 +0000',
      },
      {
        'Original-Recipient': 'rfc822; Bob+news@x.test',
        'Final-Recipient': 'rfc822; bob@x.test',
        Action: 'failed',
        Status: '5.1.1',
        'Remote-MTA': 'dns; mx1.x.test',
        'Diagnostic-Code': 'smtp; 550 5.1.1 no such user',
        'Last-Attempt-Date': 'Sat, 21 Nov 2026 12:00:01 +0000',
      },
      expect.objectContaining({ 'Final-Recipient': 'rfc822; eva@x.test', Status: '5.2.2' }),
    ])
  })

  it.each(['delayed', 'delivered', 'relayed', 'expanded'] as const)(
    'reads that a message was %s, with the header it returns',
    async action => {
      const recipient = { ...BOB, willRetryUntil: NOON + 86_400_000 }
      const report = await read(
        deliveryStatus({ action, recipients: [recipient], returned: { content: 'HDRS', limit: 50_000 } }),
      )
      expect(report.parts).toEqual(['text/plain', 'message/delivery-status', 'text/rfc822-headers'])
      expect(report.fields[1]).toMatchObject({ Action: action })
      expect(report.original).toBe('<2@app.test>')
    },
  )

  it('reads a bounce of a mail that is hard on its readers', async () => {
    const report = await read(deliveryStatus({ original: HARD_MAIL }))
    expect(report.parts).toEqual(['text/plain', 'message/delivery-status', 'message/global'])
  })

  it('reads a complaint', async () => {
    const report = await read(
      composeComplaint({
        ...FRAME,
        sender: 'anna@app.test',
        recipient: 'bob@x.test',
        envelopeId: null,
        sourceAddress: '192.0.2.1',
      }),
    )
    expect(report).toMatchObject({
      reportType: 'feedback-report',
      parts: ['text/plain', 'message/feedback-report', 'message/rfc822'],
      fields: [{ 'Feedback-Type': 'abuse', Version: '1', 'Source-IP': '192.0.2.1' }],
      original: '<2@app.test>',
    })
  })

  it('reads a receipt', async () => {
    const report = await read(
      composeDisposition({
        ...FRAME,
        recipient: 'bob@x.test',
        originalRecipient: null,
        to: ['anna@app.test'],
        returnedOctets: 50_000,
        reportingHost: 'relay.test',
      }),
    )
    expect(report).toMatchObject({
      reportType: 'disposition-notification',
      from: 'bob@x.test',
      subject: 'Read: Gr\u00fc\u00dfe',
      parts: ['text/plain', 'message/disposition-notification', 'text/rfc822-headers'],
      fields: [
        {
          'Original-Message-ID': '<2@app.test>',
          Disposition: 'manual-action/MDN-sent-manually; displayed',
        },
      ],
      original: '<2@app.test>',
    })
  })

  it('reads an automatic reply', async () => {
    const report = await read(
      composeAutoReply({
        ...FRAME,
        recipient: 'bob@x.test',
        to: 'anna@app.test',
        subject: null,
        text: 'Ich bin im Urlaub. Gr\u00fc\u00dfe',
        host: 'relay.test',
      }),
    )
    expect(report).toMatchObject({
      type: 'text/plain',
      subject: 'Auto: Gr\u00fc\u00dfe',
      autoSubmitted: 'auto-replied',
      inReplyTo: '<2@app.test>',
      text: expect.stringContaining('Ich bin im Urlaub. Gr\u00fc\u00dfe'),
    })
  })
})

it('mailparser reads the same of a bounce', async () => {
  const raw = deliveryStatus()
  const [python, mail] = await Promise.all([read(raw), simpleParser(raw, { keepDeliveryStatus: true })])
  expect(mail.subject).toBe(python.subject)
  expect(mail.inReplyTo).toBe(python.inReplyTo)
  const [status, original] = mail.attachments
  expect(['text/plain', status!.contentType, original!.contentType]).toEqual(python.parts)
  for (const [name, value] of python.fields.flatMap(group => Object.entries(group))) {
    expect(status!.content.toString()).toContain(`${name}: ${value}\r\n`)
  }
  expect(original!.content.toString()).toContain(`Message-ID: ${python.original}\r\n`)
})
