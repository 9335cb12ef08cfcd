import { describe, expect, it, onTestFinished } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { BOUNCE_KINDS } from '../../server/delivery/reports/bounce-kinds.ts'
import { ReportRefusedError } from '../../server/delivery/reports/report-refused-error.ts'
import { Reports } from '../../server/delivery/reports/reports.ts'
import { RequestedReports } from '../../server/delivery/reports/requested-reports.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { type MailOptions, path, submission } from '../mailbox/submission.ts'
import { reportHeader, reportParts } from '../message/report-parts.ts'

function setUp() {
  const clock = new SandboxClock()
  clock.freeze(0)
  const store = new Store({ clock })
  onTestFinished(() => {
    store.close()
    clock.close()
  })
  const reports = new Reports({ submit: mail => store.capture(mail), clock, hostname: 'relay.test' })
  return {
    store,
    requested: new RequestedReports(reports),
    capture: (mail: MailOptions = {}) => store.capture(submission(mail)),
    read: (id: string) => store.message(id)!.raw,
  }
}

describe('a bounce that is asked for', () => {
  it.each([
    ['hard', '5.0.0', 'smtp; 550 5.0.0 Message refused'],
    ['soft', '4.4.7', 'smtp; 451 4.3.0 Try again later'],
    ['full', '5.2.2', 'smtp; 552 5.2.2 Mailbox full'],
    ['unknown', '5.1.1', 'smtp; 550 5.1.1 No such user here'],
    ['policy', '5.7.1', 'smtp; 550 5.7.1 Message refused by policy'],
  ] as const)('is %s with the status %s', (kind, status, diagnostic) => {
    const { requested, capture, read } = setUp()
    const [, fields] = reportParts(read(requested.bounce(capture(), kind)))
    expect(fields!.content).toContain(`Action: failed\r\nStatus: ${status}\r\n`)
    expect(fields!.content).toContain(`Diagnostic-Code: ${diagnostic}\r\n`)
  })

  it('can be had of every kind there is', () => {
    const { store, requested, capture } = setUp()
    const message = capture()
    for (const kind of BOUNCE_KINDS) requested.bounce(message, kind)
    expect(store.count).toBe(1 + BOUNCE_KINDS.length)
  })

  it('names the recipient who is meant', () => {
    const { requested, capture, read } = setUp()
    const message = capture({ to: ['bob@x.test', 'Eva@x.test'] })
    const recipients = [undefined, 'eva@x.test'].map(recipient => {
      const [, fields] = reportParts(read(requested.bounce(message, 'hard', recipient)))
      return /^Final-Recipient: (.*)$/m.exec(fields!.content)![1]
    })
    expect(recipients).toEqual(['rfc822; bob@x.test', 'rfc822; Eva@x.test'])
  })

  it('is not made for who wants none', () => {
    const { store, requested } = setUp()
    const mail = submission()
    const message = store.capture({
      ...mail,
      envelope: { ...mail.envelope, to: [{ ...path('bob@x.test'), parameters: { NOTIFY: 'NEVER' } }] },
    })
    expect(() => requested.bounce(message, 'hard')).toThrow('NOTIFY=NEVER')
  })
})

describe('a receipt that is asked for', () => {
  const headers = ['To: bob@x.test', 'Disposition-Notification-To: Anna <receipts@app.test>']

  it('goes where the message says', () => {
    const { requested, capture, read } = setUp()
    const raw = read(requested.disposition(capture({ headers })))
    expect(reportHeader(raw)).toContain('To: <receipts@app.test>\r\n')
  })

  it('goes where the caller says, though the message asks for none', () => {
    const { requested, capture, read } = setUp()
    const raw = read(requested.disposition(capture(), ['eva@app.test']))
    expect(reportHeader(raw)).toContain('To: <eva@app.test>\r\n')
  })

  it('is not sent when nobody wants one', () => {
    const { requested, capture } = setUp()
    expect(() => requested.disposition(capture())).toThrow('Disposition-Notification-To')
  })
})

describe('an automatic reply that is asked for', () => {
  it('answers what a vacation notice would not', () => {
    const { requested, capture, read } = setUp()
    const message = capture({ headers: ['Precedence: bulk', 'Subject: News'] })
    const answers = [{}, { subject: 'Away', text: 'Later.' }].map(text =>
      read(requested.autoReply(message, text)).toString(),
    )
    expect(answers[0]).toContain('Subject: Auto: News\r\n')
    expect(answers[0]).toContain('I am away, and will read your message when I am back.\r\n')
    expect(answers[1]).toContain('Subject: Away\r\n')
    expect(answers[1]).toContain('\r\n\r\nLater.\r\n')
  })
})

describe('no report', () => {
  const ASKED: [
    name: string,
    ask: (reports: RequestedReports, message: StoredMessage, recipient?: string) => string,
  ][] = [
    ['bounce', (reports, message, recipient) => reports.bounce(message, 'hard', recipient)],
    ['complaint', (reports, message, recipient) => reports.complain(message, recipient)],
    ['automatic reply', (reports, message, recipient) => reports.autoReply(message, {}, recipient)],
    ['receipt', (reports, message, recipient) => reports.disposition(message, ['a@app.test'], recipient)],
  ]

  it.each(ASKED)('comes as %s of who did not get the message', (_name, report) => {
    const { requested, capture, store } = setUp()
    const message = capture()
    expect(() => report(requested, message, 'eve@x.test')).toThrow(ReportRefusedError)
    expect(() => report(requested, message, 'eve@x.test')).toThrow('eve@x.test is no recipient')
    expect(store.count).toBe(1)
  })

  it.each(ASKED)('comes as %s of nobody', (_name, report) => {
    const { requested, capture } = setUp()
    expect(() => report(requested, capture({ to: [] }))).toThrow('The message has no recipient')
  })

  it.each(ASKED.slice(0, 3))('comes as %s for the null reverse-path', (_name, report) => {
    const { requested, capture } = setUp()
    expect(() => report(requested, capture({ from: '' }))).toThrow('null reverse-path')
  })
})
