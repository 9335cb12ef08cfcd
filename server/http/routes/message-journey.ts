import type { JourneyStep as Step } from '../../delivery/journey/journey.ts'
import { summaryJson } from '../../mailbox/summary-json.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { Journey, type JourneyStep } from '../contract/journey.ts'
import { Selection } from '../contract/list.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { findMessage, MessageParams } from './message-lookup.ts'

const FIRST_STEPS = 200
const LAST_STEPS = 800

/** All that happened to a message. */
export function messageJourneyRoutes(app: App, { store, delivery, journeys }: RouteContext): void {
  app.get(
    '/messages/:id/journey',
    {
      schema: {
        tags: ['messages'],
        summary: 'All that happened to a message',
        description:
          'How it came in, which servers it crossed, where its copies were put, who read them, and the messages that were made of it: bounces, replies and the like.',
        params: MessageParams,
        querystring: Selection,
        response: { 200: Journey },
      },
    },
    async (request, reply) => {
      const { journeyOf } = await import('../../delivery/journey/journey.ts')
      const message = await findMessage(store, request.params, request.query)
      const deliveries = delivery.queue.ofMessage(message.id)
      const ground = delivery.groundOf(message)
      const { steps, origin, made } = journeyOf(message, deliveries, journeys, ground)
      const shown = boundedSteps(steps)
      const head = JSON.stringify({
        steps: shown.map(stepJson),
        stepsLeftOut: steps.length - shown.length,
        origin,
        cursor: store.feed.seq,
      })
      return sendJson(reply, `${head.slice(0, -1)},"made":[${made.map(madeJson).join(',')}]}`)
    },
  )
}

/** The first and the last of very many: a thousand recipients on a long way have a hundred thousand. */
function boundedSteps(steps: readonly Step[]): readonly Step[] {
  return steps.length <= FIRST_STEPS + LAST_STEPS
    ? steps
    : [...steps.slice(0, FIRST_STEPS), ...steps.slice(-LAST_STEPS)]
}

/** A step as the contract has it: instants as texts. */
function stepJson(step: Step): JourneyStep {
  const at = new Date(step.at).toISOString()
  if (step.type !== 'deferred') return { ...step, at }
  return { ...step, at, nextTry: new Date(step.nextTry).toISOString() }
}

function madeJson(message: StoredMessage): string {
  const { kind } = message.origin!
  return `{"kind":"${kind}","summary":${summaryJson(message)}}`
}
