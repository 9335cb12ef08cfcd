import type { QueuedDelivery } from '../../server/http/contract.ts'
import { formatExactTime } from '../app/format-time.ts'
import { formatDue } from '../app/format-world-time.ts'
import { deliveryWords } from '../app/words/delivery-words.ts'
import { formatCount, locale, words } from '../app/words/words.ts'
import type { Settlement } from '../state/settled-model.ts'
import type { DeliveryRowContent } from '../ui/delivery-row-content.ts'

/** A delivery that waits or is held, as its row shows it. @param now what the sandbox's clock shows; null when it is not known */
export function queuedRow(delivery: QueuedDelivery, now: number | null): DeliveryRowContent {
  const w = deliveryWords()
  const { recipient, subject, state, lastReply, by, attempts } = delivery
  return {
    recipient,
    subject: subject || words().noSubject,
    state: w.states[state],
    tone: state === 'held' ? 'warning' : 'neutral',
    ...dueOf(delivery, now),
    reply: lastReply ?? w.notTried,
    facts: attempts === 0 ? [by] : [by, w.attempts(attempts, formatCount(attempts))],
  }
}

function dueOf({ nextTry, state }: QueuedDelivery, now: number | null) {
  const w = deliveryWords()
  if (state === 'held') return { when: '', exactWhen: '' }
  if (nextTry === null) return { when: w.beingTried, exactWhen: '' }
  const at = Date.parse(nextTry)
  return {
    when: now === null ? '' : formatDue(at, now, locale()),
    exactWhen: w.nextTryAt(formatExactTime(at, locale())),
  }
}

const OUTCOMES = {
  'delivery.delivered': 'delivered',
  'delivery.redirected': 'redirected',
  'delivery.bounced': 'bounced',
  'delivery.dropped': 'dropped',
} as const

/** A delivery that is over, as its row shows it. @param time when, as a list tells it */
export function settledRow(settlement: Settlement, time: string): DeliveryRowContent {
  const { type, recipient, by, at } = settlement
  return {
    recipient,
    subject: '',
    state: deliveryWords().states[OUTCOMES[type]],
    tone: type === 'delivery.bounced' ? 'danger' : 'neutral',
    when: time,
    exactWhen: formatExactTime(Date.parse(at), locale()),
    reply: reasonOf(settlement),
    facts: [by],
  }
}

function reasonOf(settlement: Settlement): string {
  const { delivered, dropped } = deliveryWords().settledReasons
  switch (settlement.type) {
    case 'delivery.delivered':
      return delivered(settlement.folder, settlement.account)
    case 'delivery.redirected':
      return settlement.to.join(', ')
    case 'delivery.bounced':
      return `${settlement.status} ${settlement.reason}`
    case 'delivery.dropped':
      return dropped
  }
}
