import type { Journey } from '../../server/http/contract.ts'

type Step = Journey['steps'][number]

const BEGUN = Date.parse('2026-11-21T12:00:00.000Z')

/** A step that happened so many milliseconds after the first. */
export function step(type: Step['type'], after: number, facts: object = {}): Step {
  return { type, at: new Date(BEGUN + after).toISOString(), ...facts } as Step
}

/** What a step tells of a delivery. */
export function routed(facts: object = {}, recipient = 'eva@down.test') {
  return { delivery: `d ${recipient}`, recipient, by: 'facteur.test', ...facts }
}

export const SUBMITTED = step('submitted', 0, {
  session: {
    id: 's1',
    protocol: 'smtp',
    ehlo: 'app.test',
    address: '127.0.0.1',
    port: 40_000,
    tls: { protocol: 'TLSv1.3', cipher: 'x', servername: null },
    auth: { method: 'PLAIN', user: 'ci' },
  },
})

export function journey(steps: readonly Step[], change: Partial<Journey> = {}): Journey {
  return { steps: [...steps], stepsLeftOut: 0, origin: null, made: [], cursor: 10, ...change }
}
