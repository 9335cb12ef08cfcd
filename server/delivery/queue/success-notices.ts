import type { Clock } from '../../clock.ts'
import type { EnvelopePath } from '../../message/envelope.ts'
import type { SmtpReply } from '../../message/smtp-reply.ts'
import { dsnOf } from '../reports/dsn-of.ts'
import type { QueuedDelivery } from './queued-delivery.ts'
import type { ReportBatch } from './report-batch.ts'

/** Tells senders who asked for it how far their mail has come where nobody will tell them of its arrival. */
export class SuccessNotices {
  readonly #clock: Clock
  readonly #batch: ReportBatch

  constructor({ clock, batch }: { clock: Clock; batch: ReportBatch }) {
    this.#clock = clock
    this.#batch = batch
  }

  /**
   * A host has taken the message that knows nothing of RFC 3461.
   *
   * @param by name of the server that handed it on
   */
  relayed(
    delivery: QueuedDelivery,
    by: string,
    { host, reply }: { host: string; reply: SmtpReply | null },
  ): void {
    // RFC 3461 §5.2.2: who asked for SUCCESS is told that it was relayed; what was asked goes no further.
    if (asksForSuccess(delivery.path)) {
      const reason = `handed on to ${host}, which sends no notices`
      this.#batch.add('relayed', delivery, this.#notice(reason, host, reply), by)
    }
    // RFC 3461 §5.2.2: what is to cause no report travels as if from nobody.
    const isNever = dsnOf(delivery.path).notify.size === 0
    delivery.path = { ...delivery.path, parameters: isNever ? { NOTIFY: 'NEVER' } : {} }
  }

  /** The recipient is an alias of several. */
  expanded(delivery: QueuedDelivery): void {
    if (!asksForSuccess(delivery.path)) return
    this.#batch.add('expanded', delivery, this.#notice('passed on to all of its members', null, null))
    // RFC 3461 §5.2.7.3: no member is reported for.
    const rest = [...dsnOf(delivery.path).notify].filter(condition => condition !== 'SUCCESS')
    const NOTIFY = rest.length === 0 ? 'NEVER' : rest.join(',')
    delivery.path = { ...delivery.path, parameters: { ...delivery.path.parameters, NOTIFY } }
  }

  #notice(reason: string, remoteMta: string | null, reply: SmtpReply | null) {
    return { status: '2.0.0', reply, remoteMta, reason, lastAttempt: this.#clock.now() }
  }
}

function asksForSuccess(path: EnvelopePath): boolean {
  return dsnOf(path).notify.has('SUCCESS')
}
