import type { FaultRule } from '../../server/http/contract.ts'

/** Faults to begin from, by name. */
export const FAULT_TEMPLATES = {
  defer: {
    match: { stage: 'rcpt', recipient: 'anna@x.test', attempt: { first: 2 } },
    act: { reply: { code: 451, enhanced: '4.7.1', text: 'Greylisted, try again' } },
  },
  delay: { match: { stage: 'mail' }, act: { delay: '5s' } },
  close: { match: { stage: 'data' }, act: { close: true } },
  swallow: { match: { stage: 'after-data' }, act: { swallow: true }, uses: 1 },
} as const satisfies Readonly<Record<string, FaultRule>>

export type FaultTemplate = keyof typeof FAULT_TEMPLATES
