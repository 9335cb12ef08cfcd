import type { Event, Problem, QueuedDelivery } from '../../server/http/contract.ts'
import { FacteurError } from '../../server/client/client.ts'

export const AT = '2026-11-21T20:46:30.000Z'

/** A delivery that waits, and what matters of it. */
export function queued(id: string, change: Partial<QueuedDelivery> = {}): QueuedDelivery {
  return {
    id,
    message: `m-${id}`,
    subject: `Subject of ${id}`,
    sender: 'anna@app.test',
    recipient: `${id}@down.test`,
    parent: null,
    by: 'facteur.test',
    state: 'queued',
    queuedAt: AT,
    nextTry: '2026-11-21T21:16:30.000Z',
    giveUpAt: '2026-11-26T20:46:30.000Z',
    attempts: 1,
    lastReply: 'connection refused',
    ...change,
  }
}

export function bounced(seq: number, delivery: string): Event {
  const facts = { id: `m-${delivery}`, delivery, recipient: `${delivery}@down.test`, by: 'facteur.test' }
  return {
    seq,
    at: AT,
    type: 'delivery.bounced',
    ...facts,
    reason: 'connection refused',
    status: '4.4.1',
    bounce: null,
  }
}

/** A refusal of the server. */
export function refusal(code: string, errors?: Problem['errors']): FacteurError {
  const problem: Problem = {
    type: '',
    title: '',
    status: 400,
    code,
    detail: `It is ${code}.`,
    ...(errors && { errors }),
  }
  return new FacteurError(`${problem.detail} (POST /x was answered by 400)`, { status: 400, code, problem })
}
