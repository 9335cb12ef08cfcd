import type { FastifyReply, FastifyRequest } from 'fastify'
import { corruptMessage } from '../../delivery/faults/corrupt-message.ts'
import type { FaultReply, MessageDeed } from '../../delivery/faults/fault-deed.ts'
import type { FaultEncounter } from '../../delivery/faults/fault-encounter.ts'
import { FaultGate } from '../../delivery/faults/fault-gate.ts'
import { SubmissionRefusedError } from '../../delivery/routing/refusal.ts'
import { DomainError } from '../../mailbox/domain-error.ts'
import { createMessageIds } from '../../mailbox/message-id.ts'
import type { Submission } from '../../message/envelope.ts'
import { resetConnection } from '../../net/reset-connection.ts'
import { factsOfSocket } from '../../net/stream-facts.ts'
import { sendProblem } from '../error-handler.ts'
import { problem } from '../problem.ts'
import type { RouteContext } from '../route-context.ts'

/** Hands a message in; gives its id. */
type Submit = (submission: Submission) => string

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/**
 * Hands a message in, at once, unless a fault befalls it; then perhaps later, otherwise, or never.
 *
 * @returns the id to answer with; null where a fault has answered, or nobody will
 * @throws what `submit` throws
 */
export function submitUnlessFaulted(
  context: RouteContext,
  exchange: Exchange,
  submission: Submission,
  submit: Submit,
): string | Promise<string | null> {
  if (!context.faults.watches('http:send')) return submit(submission)
  return meetFault(context, exchange, submission, submit)
}

async function meetFault(
  { faults, limits, clock }: RouteContext,
  { request, reply }: Exchange,
  submission: Submission,
  submit: Submit,
): Promise<string | null> {
  const { socket } = request.raw
  const { promise, resolve, reject } = Promise.withResolvers<MessageDeed | FaultReply | 'gone' | null>()
  let isFaulted = false
  const gate = new FaultGate({
    faults,
    idleTimeout: limits.waitTimeout,
    target: {
      meet: () => {
        isFaulted = true
      },
      throttle: () => {},
      close: () => socket.destroySoon(),
      reset: () => resetConnection(socket),
      fail: reject,
    },
  })
  const giveUp = (): void => resolve('gone')
  socket.once('close', giveUp)
  gate.pass('http:send', encounterOf(submission, factsOfSocket(socket).address), {
    proceed: resolve,
    answer: resolve,
  })
  const outcome = await promise
  socket.off('close', giveUp)
  gate.close()
  if (outcome === 'gone') {
    reply.hijack()
    return null
  }
  if (typeof outcome === 'object' && outcome !== null) {
    sendProblem(reply, { ...problem('simulated-fault', outcome.text.join('\n')), status: outcome.code })
    return null
  }
  // No message has this id.
  if (outcome === 'swallow') return createMessageIds()(clock.now())
  return submitFaulted({ ...submission, faulted: isFaulted }, outcome, submit)
}

function encounterOf({ chunks, size, envelope, session }: Submission, client: string): FaultEncounter {
  return {
    client,
    session,
    user: session.auth?.user ?? null,
    sender: envelope.from,
    recipients: envelope.to,
    message: { chunks, size },
  }
}

function submitFaulted(submission: Submission, deed: MessageDeed | null, submit: Submit): string {
  if (deed === 'corrupt') return submit({ ...submission, chunks: [corruptMessage(submission.chunks)] })
  const id = submit(submission)
  if (deed !== 'duplicate') return id
  try {
    submit(submission)
  } catch (error) {
    // The first may have taken the last room that there was.
    if (!(error instanceof DomainError || error instanceof SubmissionRefusedError)) throw error
  }
  return id
}
