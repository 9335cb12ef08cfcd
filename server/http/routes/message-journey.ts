import { type JourneyStep as Step, journeyOf } from '../../delivery/journey/journey.ts'
import { summaryJson } from '../../mailbox/summary-json.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { Journey, type JourneyStep } from '../contract/journey.ts'
import { Selection } from '../contract/list.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { findMessage, MessageParams } from './message-lookup.ts'

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
      const message = await findMessage(store, request.params, request.query)
      const { steps, origin, made } = journeyOf(message, delivery.queue.ofMessage(message.id), journeys)
      const head = JSON.stringify({ steps: steps.map(stepJson), origin, cursor: store.feed.seq })
      return sendJson(reply, `${head.slice(0, -1)},"made":[${made.map(madeJson).join(',')}]}`)
    },
  )
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
