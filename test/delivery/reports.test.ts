import { onTestFinished, describe, expect, it } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import type { RecipientReport } from '../../server/delivery/reports/recipient-report.ts'
import type { ReportLimits } from '../../server/delivery/reports/report-limits.ts'
import { Reports } from '../../server/delivery/reports/reports.ts'
import type { Vacation } from '../../server/delivery/world/world.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import type { EnvelopePath } from '../../server/message/envelope.ts'
import { reportHeader, reportParts } from '../message/report-parts.ts'

const NOON = Date.UTC(2026, 10, 21, 12)
const DAY = 86_400_000

const VACATION: Vacation = {
  subject: null,
  text: 'I am away.',
  every: 7 * DAY,
  unaddressed: false,
  from: null,
  until: null,
}

function path(address: string, parameters: EnvelopePath['parameters'] = {}): EnvelopePath {
  return { address, argument: `<${address}>`, parameters }
}

function report(recipient: EnvelopePath, changes: Partial<RecipientReport> = {}): RecipientReport {
  return {
    recipient,
    status: '5.1.1',
    reply: { code: 550, enhanced: '5.1.1', text: 'no such user' },
    remoteMta: 'mx.x.test',
    reason: '',
    lastAttempt: NOON,
    ...changes,
  }
}

function setUp(limits: Partial<ReportLimits> = {}) {
  const clock = new SandboxClock()
  clock.freeze(NOON)
  const store = new Store({ clock })
  onTestFinished(() => {
    store.close()
    clock.close()
  })
  const reports = new Reports({
    submit: submission => store.capture(submission),
    clock,
    hostname: 'relay.test',
    limits,
  })
  return {
    clock,
    store,
    reports,
    capture(from: EnvelopePath, to: readonly EnvelopePath[], body = 'Hello\r\n'): StoredMessage {
      const raw = Buffer.from(`To: ${to.map(({ address }) => address).join(', ')}\r\nX: y\r\n\r\n${body}`)
      return store.capture({
        chunks: [raw],
        size: raw.length,
        envelope: { from, to },
        session: {
          id: 's1',
          protocol: 'smtp',
          ehlo: 'app.test',
          address: '192.0.2.7',
          port: 1,
          tls: null,
          auth: null,
        },
        transcript: null,
      })
    },
    /** The report of that id; a test fails when there is none. */
    read(id: string | null): StoredMessage {
      return store.message(id!)!
    },
  }
}

/** What a bounce and a complaint are, each time. */
function history(): string[] {
  const { reports, capture, read } = setUp()
  const message = capture(ANNA, [BOB])
  const ids = [reports.failed(message, [report(BOB)]), reports.complain(message, BOB)]
  return ids.map(id => read(id).raw.toString())
}

const ANNA = path('anna@app.test')
const BOB = path('bob@x.test')

describe('reports', () => {
  it('lie in the mailbox of the sender, and are tied to the message', () => {
    const { store, reports, capture, read } = setUp()
    const message = capture(path('bounces+bob=x.test@app.test'), [BOB])
    const bounce = read(reports.failed(message, [report(BOB)]))
    expect(bounce.origin).toEqual({ kind: 'bounce', of: message.id })
    expect(message.origin).toBeNull()
    expect(bounce.envelope).toEqual({
      from: { address: '', argument: '<>', parameters: {} },
      to: [path('bounces+bob=x.test@app.test')],
    })
    expect(bounce.session).toMatchObject({ protocol: 'internal', ehlo: null, address: null })
    expect(store.account('bounces+bob=x.test@app.test')?.inbox.entries.last?.message).toBe(bounce)
  })

  it('are the same for the same history', () => {
    expect(history()).toEqual(history())
  })

  it('count anew after a reset', () => {
    const { reports, capture, read } = setUp()
    const message = capture(ANNA, [BOB])
    const [first, second, third] = [1, 2, 3].map(turn => {
      if (turn === 3) reports.reset()
      return /^Message-ID: (.*)$/m.exec(reportHeader(read(reports.failed(message, [report(BOB)])).raw))![1]
    })
    expect(second).not.toBe(first)
    expect(third).toBe(first)
  })

  it.each(['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const)(
    'that a message was %s are not made for the null reverse-path',
    kind => {
      const { store, reports, capture } = setUp()
      const bob = path('bob@x.test', { NOTIFY: 'SUCCESS,FAILURE,DELAY' })
      expect(reports[kind](capture(path(''), [bob]), [report(bob)])).toBeNull()
      expect(store.count).toBe(1)
    },
  )

  it.each([
    [undefined, ['bounce', 'delay', null, null, null]],
    ['NEVER', [null, null, null, null, null]],
    ['FAILURE', ['bounce', null, null, null, null]],
    ['DELAY', [null, 'delay', null, null, null]],
    ['SUCCESS', [null, null, 'delivered', 'relayed', 'expanded']],
    ['SUCCESS,FAILURE', ['bounce', null, 'delivered', 'relayed', 'expanded']],
    ['nonsense', ['bounce', 'delay', null, null, null]],
  ])('with NOTIFY=%s are %j', (NOTIFY, kinds) => {
    const { store, reports, capture } = setUp()
    const bob = path('bob@x.test', NOTIFY === undefined ? {} : { NOTIFY })
    const message = capture(ANNA, [bob])
    const made = (['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const).map(kind => {
      const id = reports[kind](message, [report(bob)])
      return id === null ? null : store.message(id)!.origin?.kind
    })
    expect(made).toEqual(kinds)
  })

  it('name the recipients of whom the sender wants to hear', () => {
    const { reports, capture, read } = setUp()
    const to = [
      BOB,
      path('carol@x.test', { NOTIFY: 'NEVER' }),
      path('dan@x.test', { ORCPT: 'rfc822;Dan+2B1@y.test' }),
    ]
    const from = path('anna@app.test', { ENVID: 'QQ+3D1' })
    const bounce = read(
      reports.failed(
        capture(from, to),
        to.map(recipient => report(recipient)),
      ),
    )
    const [, status] = reportParts(bounce.raw)
    expect(status!.content.match(/^(?:\w+-Recipient|Original-Envelope-Id): .*$/gm)).toEqual([
      'Original-Envelope-Id: QQ=1',
      'Final-Recipient: rfc822; bob@x.test',
      'Original-Recipient: rfc822; Dan+1@y.test',
      'Final-Recipient: rfc822; dan@x.test',
    ])
  })

  it.each([
    ['failed', undefined, 10, 'message/rfc822'],
    ['failed', 'FULL', 10, 'message/rfc822'],
    ['failed', 'HDRS', 10, 'text/rfc822-headers'],
    ['failed', 'FULL', 49_976, 'message/rfc822'],
    ['failed', 'FULL', 49_977, 'text/rfc822-headers'],
    ['delayed', 'FULL', 10, 'text/rfc822-headers'],
    ['delivered', 'FULL', 10, 'text/rfc822-headers'],
  ] as const)('that it was %s, with RET=%s and %i bytes of body, return %s', (kind, RET, size, type) => {
    const { reports, capture, read } = setUp()
    const bob = path('bob@x.test', { NOTIFY: 'SUCCESS,FAILURE,DELAY' })
    const from = path('anna@app.test', RET === undefined ? {} : { RET })
    const message = capture(from, [bob], 'x'.repeat(size))
    const returned = reportParts(read(reports[kind](message, [report(bob)])).raw)[2]!
    expect(returned.type).toBe(type)
  })

  it('return as much as they are told to', () => {
    const { reports, capture, read } = setUp({ returnedOctets: 20 })
    const message = capture(ANNA, [BOB])
    const returned = reportParts(read(reports.failed(message, [report(BOB)])).raw)[2]!
    expect(returned).toEqual({ type: 'text/rfc822-headers', content: 'To: bob@x.test\r\n' })
  })

  it('come from the server that could not go on', () => {
    const { reports, capture, read } = setUp()
    const bounce = read(reports.failed(capture(ANNA, [BOB]), [report(BOB)], 'gateway.test'))
    expect(reportHeader(bounce.raw)).toContain('<MAILER-DAEMON@gateway.test>')
    expect(reportParts(bounce.raw)[1]!.content).toContain('Reporting-MTA: dns; gateway.test\r\n')
  })

  it('tell until when a delayed message is tried', () => {
    const { reports, capture, read } = setUp()
    const delay = report(BOB, { status: '4.4.1', reply: null, willRetryUntil: NOON + 5 * DAY })
    const [, status] = reportParts(read(reports.delayed(capture(ANNA, [BOB]), [delay])).raw)
    expect(status!.content).toContain('Will-Retry-Until: Thu, 26 Nov 2026 12:00:00 +0000\r\n')
  })
})

describe('a complaint', () => {
  it('goes to the envelope sender, with the address of the client', () => {
    const { reports, capture, read } = setUp()
    const message = capture(ANNA, [BOB])
    const complaint = read(reports.complain(message, BOB))
    expect(complaint.origin).toEqual({ kind: 'complaint', of: message.id })
    expect(complaint.envelope.to).toEqual([ANNA])
    expect(reportParts(complaint.raw)[1]!.content).toContain('Source-IP: 192.0.2.7\r\n')
  })

  it('is not made about a message that nobody sent', () => {
    const { reports, capture } = setUp()
    expect(reports.complain(capture(path(''), [BOB]), BOB)).toBeNull()
  })
})

describe('a receipt', () => {
  it('goes to all who asked', () => {
    const { reports, capture, read } = setUp()
    const message = capture(ANNA, [BOB])
    const receipt = read(reports.disposition(message, BOB, ['eva@app.test', 'dan@app.test']))
    expect(receipt.origin).toEqual({ kind: 'disposition', of: message.id })
    expect(receipt.envelope.to).toEqual([path('eva@app.test'), path('dan@app.test')])
  })
})

describe('an automatic reply', () => {
  it('is given once to each sender in so many days', () => {
    const { clock, reports, capture, read } = setUp()
    const ask = (from: EnvelopePath, to: EnvelopePath) => reports.autoReply(capture(from, [to]), to, VACATION)
    const first = read(ask(ANNA, BOB))
    expect(first.origin?.kind).toBe('auto-reply')
    expect(first.envelope.to).toEqual([ANNA])
    clock.advance(7 * DAY - 1)
    expect(ask(path('ANNA@app.test'), path('BOB@x.test'))).toBeNull()
    expect(ask(path('eva@app.test'), BOB)).not.toBeNull()
    expect(ask(ANNA, path('carol@x.test'))).not.toBeNull()
    clock.advance(1)
    expect(ask(ANNA, BOB)).not.toBeNull()
  })

  it('is given again at once when it is to answer each mail, after a reset, and when the clock was set back', () => {
    const { clock, reports, capture } = setUp()
    const ask = (vacation: Vacation) => reports.autoReply(capture(ANNA, [BOB]), BOB, vacation)
    expect(ask({ ...VACATION, every: 0 })).not.toBeNull()
    expect(ask({ ...VACATION, every: 0 })).not.toBeNull()
    expect(ask(VACATION)).toBeNull()
    reports.reset()
    expect(ask(VACATION)).not.toBeNull()
    clock.freeze(NOON - DAY)
    expect(ask(VACATION)).not.toBeNull()
  })

  it('is given while the vacation lasts', () => {
    const { clock, reports, capture } = setUp()
    const vacation = { ...VACATION, every: 0, from: NOON + DAY, until: NOON + 2 * DAY }
    const given = [0, 1, 2, 3].map(() => {
      const id = reports.autoReply(capture(ANNA, [BOB]), BOB, vacation)
      clock.advance(DAY - 1)
      return id !== null
    })
    expect(given).toEqual([false, false, true, false])
  })

  it('forgets the oldest of too many senders', () => {
    const { reports, capture } = setUp({ rememberedReplies: 2 })
    const ask = (from: string) => reports.autoReply(capture(path(from), [BOB]), BOB, VACATION) !== null
    expect(['a@x', 'b@x', 'c@x', 'c@x', 'b@x', 'a@x'].map(ask)).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
    ])
  })

  it('is given to who did not address the recipient only when told to', () => {
    const { reports, capture } = setUp()
    const message = capture(ANNA, [path('list@x.test')])
    expect(reports.autoReply(message, BOB, VACATION)).toBeNull()
    expect(reports.autoReply(message, BOB, { ...VACATION, unaddressed: true })).not.toBeNull()
  })

  it('does not answer a report, nor another automatic reply', () => {
    const { reports, capture, read } = setUp()
    const message = capture(ANNA, [BOB])
    const bounce = read(reports.failed(message, [report(BOB)]))
    expect(reports.autoReply(bounce, ANNA, VACATION)).toBeNull()
    const answer = read(reports.autoReply(message, BOB, VACATION))
    expect(reports.autoReply(answer, ANNA, VACATION)).toBeNull()
  })
})
