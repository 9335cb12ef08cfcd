import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { journeyOf } from '../../server/delivery/journey/journey.ts'
import { JourneyNotes } from '../../server/delivery/journey/journey-notes.ts'
import type { DeliveryRecord } from '../../server/delivery/queue/delivery-record.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import type { EnvelopePath, SessionFacts, Submission } from '../../server/message/envelope.ts'

const SESSION: SessionFacts = {
  id: 's1',
  protocol: 'smtp',
  ehlo: 'app.test',
  address: '127.0.0.1',
  port: 50_000,
  tls: null,
  auth: { method: 'PLAIN', user: 'ci' },
}

let clock: SandboxClock
let store: Store
let notes: JourneyNotes

beforeEach(() => {
  clock = new SandboxClock()
  clock.freeze(0)
  store = new Store({ clock })
  notes = new JourneyNotes(store)
})
afterEach(() => {
  notes.close()
  store.close()
  clock.close()
})

const path = (address: string): EnvelopePath => ({ address, argument: `<${address}>`, parameters: {} })

function submission(facts: Partial<Submission> = {}): Submission {
  const raw = Buffer.from('Subject: Hello\r\n\r\nHi\r\n')
  return {
    chunks: [raw],
    size: raw.length,
    envelope: { from: path('anna@app.test'), to: [path('bob@x.test')] },
    session: SESSION,
    transcript: null,
    ...facts,
  }
}

function tell(message: StoredMessage, deliveries: readonly DeliveryRecord[] = []): string[] {
  return journeyOf(message, deliveries, notes, 'login').steps.map(step => {
    const at = `${step.at / 1000} s: ${step.type}`
    switch (step.type) {
      case 'delivered':
      case 'placed':
      case 'expunged':
        return `${at} ${step.account} ${step.folder} ${step.uid}`
      case 'read':
        return `${at} ${step.protocol} ${step.user} ${step.times}`
      case 'checked':
        return `${at} ${step.ground} ${step.login}`
      case 'routed':
        return `${at} ${step.recipient} ${step.to}`
      case 'faulted':
        return `${at} ${step.fault} ${step.stage}`
      default:
        return at
    }
  })
}

function faultsOf(message: StoredMessage): string[] {
  return tell(message).filter(step => step.includes('faulted'))
}

function fetched(session: string, ids: readonly string[]): void {
  const facts = { id: session, protocol: 'imap', address: '127.0.0.1', port: 1, user: 'bob@x.test' } as const
  store.feed.publish({ type: 'session.fetched', ...facts, ids }, clock.now())
}

function fault(fault: string, session: string | null, message: string | null = null, stage = 'rcpt'): void {
  const act = { reply: { code: 451 } }
  const facts = { stage, act, session, address: '127.0.0.1', user: null, message, envelope: null }
  store.feed.publish({ type: 'fault.fired', fault, ...facts }, clock.now())
}

describe('a journey', () => {
  it('tells how a message came, where its copies are, who read it and what was expunged', () => {
    const message = store.capture(submission())
    clock.advance(1000)
    fetched('s2', [message.id])
    clock.advance(1000)
    fetched('s2', [message.id])
    fetched('s3', [message.id])
    const { inbox } = store.account('bob@x.test')!
    clock.advance(1000)
    store.apply({ type: 'expunge', folder: inbox, uids: [1] })
    expect(tell(message)).toEqual([
      '0 s: submitted',
      '0 s: checked login ci',
      '0 s: routed bob@x.test mailbox',
      '0 s: delivered all INBOX 1',
      '0 s: delivered bob@x.test INBOX 1',
      '1 s: read imap bob@x.test 2',
      '2 s: read imap bob@x.test 1',
      '3 s: expunged bob@x.test INBOX 1',
    ])
  })

  it('tells of copies that someone made', () => {
    const message = store.capture(submission())
    const account = store.account('bob@x.test')!
    const archive = account.folder('Archive')!
    clock.advance(60_000)
    store.apply({ type: 'move', folder: account.inbox, uids: [1], to: archive })
    expect(tell(message)).toEqual([
      '0 s: submitted',
      '0 s: checked login ci',
      '0 s: routed bob@x.test mailbox',
      '0 s: delivered all INBOX 1',
      '0 s: delivered bob@x.test INBOX 1',
      '60 s: placed bob@x.test Archive 1',
      '60 s: expunged bob@x.test INBOX 1',
    ])
  })

  it('tells in one instant of a fault that brought the message before all, and of one of a reader after it', () => {
    fault('f1', 's1')
    const message = store.capture(submission({ faulted: true }))
    fault('f2', 's9', message.id, 'pop3:retr')
    fetched('s9', [message.id])
    expect(tell(message)).toEqual([
      '0 s: faulted f1 rcpt',
      '0 s: submitted',
      '0 s: checked login ci',
      '0 s: routed bob@x.test mailbox',
      '0 s: delivered all INBOX 1',
      '0 s: delivered bob@x.test INBOX 1',
      '0 s: faulted f2 pop3:retr',
      '0 s: read imap bob@x.test 1',
    ])
  })

  it('has the faults of the session since its last message, as has its duplicate', () => {
    fault('f1', 's1')
    fault('f2', 's9')
    const first = store.capture(submission({ faulted: true }))
    const duplicate = store.capture(submission({ faulted: true }))
    fault('f3', null, duplicate.id, 'pop3:top')
    fault('f4', 's1')
    const second = store.capture(submission({ faulted: true }))
    expect(faultsOf(first)).toEqual(['0 s: faulted f1 rcpt'])
    expect(faultsOf(duplicate)).toEqual(['0 s: faulted f1 rcpt', '0 s: faulted f3 pop3:top'])
    expect(faultsOf(second)).toEqual(['0 s: faulted f4 rcpt'])
  })

  it('has no fault of a transaction before the last message of its session', () => {
    fault('f1', 's1')
    const spared = store.capture(submission())
    fault('f2', 's1')
    const struck = store.capture(submission({ faulted: true }))
    expect([faultsOf(spared), faultsOf(struck)]).toEqual([[], ['0 s: faulted f2 rcpt']])
  })

  it('has the steps of its deliveries between the others, and no mailbox twice', () => {
    const message = store.capture(submission())
    const delivered = { account: 'bob@x.test', folder: 'INBOX', uid: 1 }
    const record: DeliveryRecord = {
      number: 1,
      id: 'd1',
      isOpen: false,
      message: message.id,
      recipient: 'bob@x.test',
      parent: null,
      state: 'delivered',
      by: 'facteur.test',
      queuedAt: 0,
      nextTry: null,
      giveUpAt: 0,
      attempts: 0,
      lastReply: null,
      steps: [
        { type: 'queued', at: 0, by: 'facteur.test' },
        { type: 'delivered', at: 5000, by: 'mx1.x.test', ...delivered },
      ],
      stepsLeftOut: 0,
    }
    expect(tell(message, [record])).toEqual([
      '0 s: submitted',
      '0 s: checked login ci',
      '0 s: routed bob@x.test mailbox',
      '0 s: delivered all INBOX 1',
      '0 s: queued',
      '5 s: delivered bob@x.test INBOX 1',
    ])
  })

  it('leads from a message to those that were made of it, and back', () => {
    const message = store.capture(submission())
    const bounce = store.capture(submission({ origin: { kind: 'bounce', of: message.id } }))
    expect(journeyOf(message, [], notes, null).made).toEqual([bounce])
    expect(journeyOf(bounce, [], notes, null).origin).toEqual({ kind: 'bounce', of: message.id })
    store.apply({ type: 'delete-message', ids: [bounce.id] })
    expect(journeyOf(message, [], notes, null).made).toEqual([])
  })
})

describe('notes of journeys', () => {
  it('go with their message, and with a reset', () => {
    const first = store.capture(submission())
    const second = store.capture(submission())
    fetched('s2', [first.id, second.id])
    store.apply({ type: 'delete-message', ids: [first.id] })
    expect(notes.of(first.id)).toEqual([])
    expect(notes.of(second.id)).toHaveLength(1)
    store.reset()
    expect(notes.of(second.id)).toEqual([])
  })

  it('are bounded for one message: the oldest go', () => {
    const few = new JourneyNotes(store, { notesOfOne: 2, notes: 100, sessions: 1 })
    const { id } = store.capture(submission())
    for (const session of ['s1', 's2', 's3']) fetched(session, [id])
    expect(few.of(id)).toMatchObject([{ session: 's2' }, { session: 's3' }])
    few.close()
  })

  it('are bounded for all: those of the message that was noted first go', () => {
    const few = new JourneyNotes(store, { notesOfOne: 2, notes: 2, sessions: 1 })
    const ids = [1, 2, 3].map(() => store.capture(submission()).id)
    for (const id of ids) fetched('s2', [id])
    expect(ids.map(id => few.of(id).length)).toEqual([0, 1, 1])
    few.close()
  })

  it('remember the faults of so many sessions', () => {
    const few = new JourneyNotes(store, { notesOfOne: 2, notes: 2, sessions: 1 })
    fault('f1', 's1')
    fault('f2', 's2')
    const message = store.capture(submission({ faulted: true }))
    expect(few.of(message.id)).toEqual([])
    few.close()
  })

  it('name the readers by HTTP too', () => {
    const message = store.capture(submission())
    notes.read(message, { address: '::1', user: null })
    notes.read(message, { address: '::1', user: null })
    expect(tell(message).at(-1)).toBe('0 s: read http null 2')
  })
})
