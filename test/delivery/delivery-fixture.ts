import { onTestFinished } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import type { DeliveryLimits } from '../../server/delivery/delivery-limits.ts'
import type { RecipientContext } from '../../server/delivery/routing/recipient-context.ts'
import { Delivery } from '../../server/delivery/submission.ts'
import { WorldHolder } from '../../server/delivery/world/world-holder.ts'
import type { DeliveryStep } from '../../server/mailbox/delivery-step.ts'
import type { StoreLimits } from '../../server/mailbox/store-limits.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import type { EnvelopePath, SessionFacts, Submission } from '../../server/message/envelope.ts'
import { formatReply } from '../../server/message/smtp-reply.ts'

/** When the clock of every test begins. */
export const START = Date.parse('2026-11-22T08:00:00Z')

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const SMTP: SessionFacts = {
  id: 's1',
  protocol: 'smtp',
  ehlo: 'app.test',
  address: '127.0.0.1',
  port: 5000,
  tls: null,
  auth: null,
}

/** A delivery in a world of its own, whose clock stands still until it is advanced. */
export interface Ground {
  readonly clock: SandboxClock
  readonly store: Store
  readonly delivery: Delivery
  /** Faults of ours. */
  readonly errors: unknown[]
}

export async function createGround(
  document: object = {},
  limits: { readonly delivery?: Partial<DeliveryLimits>; readonly store?: Partial<StoreLimits> } = {},
): Promise<Ground> {
  const clock = new SandboxClock()
  clock.freeze(START)
  const store = new Store({ clock, limits: limits.store ?? {} })
  const world = new WorldHolder({ clock, readyMade: true, plusAddresses: false })
  await world.begin(document)
  const errors: unknown[] = []
  const delivery = new Delivery({
    store,
    clock,
    world,
    limits: limits.delivery ?? {},
    onError: error => errors.push(error),
  })
  await delivery.load()
  onTestFinished(() => {
    delivery.close()
    store.close()
    clock.close()
    if (errors.length > 0) throw errors[0]
  })
  return { clock, store, delivery, errors }
}

export function path(address: string, parameters: EnvelopePath['parameters'] = {}): EnvelopePath {
  return { address, argument: `<${address}>`, parameters }
}

export interface Mail {
  readonly from?: string
  readonly to: readonly (string | EnvelopePath)[]
  readonly raw?: string
  readonly session?: Partial<SessionFacts>
}

export function submission({ from = 'anna@app.test', to, raw, session }: Mail): Submission {
  const paths = to.map(recipient => (typeof recipient === 'string' ? path(recipient) : recipient))
  const names = paths.map(({ address }) => address).join(', ')
  const bytes = Buffer.from(raw ?? `From: ${from}\r\nTo: ${names}\r\nSubject: Hello\r\n\r\nHello\r\n`)
  return {
    chunks: [bytes],
    size: bytes.length,
    envelope: { from: path(from), to: paths },
    session: { ...SMTP, ...session },
    transcript: null,
  }
}

/** Hands a message in, as SMTP does. */
export function send({ delivery }: Ground, mail: Mail): StoredMessage {
  return delivery.submit(submission(mail))
}

export function context(more: Partial<RecipientContext> = {}): RecipientContext {
  return { size: null, from: path('anna@app.test'), client: '127.0.0.1', user: null, ...more }
}

/** The reply that refuses a recipient at RCPT; null when it is taken. */
export function rcpt({ delivery }: Ground, to: string, more: Partial<RecipientContext> = {}): string | null {
  const refusal = delivery.route(path(to), context(more))
  return refusal && formatReply(refusal.reply)
}

/** The messages in the INBOX of an address, the oldest first. */
export function inbox({ store }: Ground, address: string): StoredMessage[] {
  return (store.account(address)?.inbox.entries.slice(0) ?? []).map(({ message }) => message)
}

/** All that befell the deliveries of a message, in short lines such as `+1h mx.x.test attempted 250 …`. */
export function journey(ground: Ground, message: StoredMessage): string[] {
  return ground.delivery.queue
    .ofMessage(message.id)
    .flatMap(record => record.steps.map(step => `${record.id} ${line(step)}`))
}

function line(step: DeliveryStep): string {
  return `+${(step.at - START) / MINUTE}m ${step.by} ${step.type} ${detail(step)}`.trimEnd()
}

function detail(step: DeliveryStep): string {
  switch (step.type) {
    case 'looked-up':
      return `${step.domain}: ${step.answer}`
    case 'attempted':
      return `${step.host} ${step.stage}: ${step.reason}`
    case 'deferred':
      return `until +${(step.nextTry - START) / MINUTE}m`
    case 'redirected':
      return step.to.join(' ')
    case 'delivered':
      return `${step.account} ${step.folder} ${step.uid}`
    case 'bounced':
      return `${step.status}: ${step.reason}`
    default:
      return ''
  }
}

/** A world with a domain elsewhere that has hosts of its own, in order of preference. */
export function partner(hosts: Record<string, object>, domain: object = {}, rest: object = {}): object {
  const mx = Object.keys(hosts).map((name, index) => `${(index + 1) * 10} ${name}`)
  return { domains: { 'partner.test': { mx, ...domain } }, hosts, ...rest }
}

/** The kinds of all steps of a delivery. */
export function stepTypes({ delivery }: Ground, id: string): string[] | undefined {
  return delivery.queue.get(id)?.steps.map(({ type }) => type)
}
