import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { resolveWireName } from '../delivery/world/wire-name.ts'
import type { WorldHolder } from '../delivery/world/world-holder.ts'
import type { StoredMessage } from '../mailbox/stored-message.ts'
import { JobTimeoutError, transferableCopy, WorkerThread } from '../worker-thread.ts'
import { CHECK_LIMITS, type CheckLimits } from './check-limits.ts'
import type { CheckName } from './check-names.ts'
import type { CheckJob, ZoneQuestion } from './check-worker.ts'
import type { CheckReport, Finding } from './finding.ts'
import { reportOf } from './report.ts'

const WORKER = new URL(`./check-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

/** Checks messages in a worker thread, so that none holds up the others. */
export class MessageChecks {
  readonly #world: WorldHolder
  readonly #limits: CheckLimits
  readonly #thread: WorkerThread<CheckJob, readonly Finding[]>

  /** @param world whose zone is asked; always as it is then */
  constructor(world: WorldHolder, limits: Partial<CheckLimits> = {}) {
    this.#world = world
    this.#limits = { ...CHECK_LIMITS, ...limits }
    const { timeout, threadIdle } = this.#limits
    this.#thread = new WorkerThread({ entry: WORKER, name: 'checks', timeout, idle: threadIdle })
  }

  /**
   * What a check says of a message; one that takes too long says so.
   *
   * @param signal ends it before it has begun
   * @throws Error that says that it was closed
   */
  async run(name: CheckName, message: StoredMessage, signal?: AbortSignal): Promise<CheckReport> {
    const { port1: answers, port2: zone } = new MessageChannel()
    answers.on('message', (question: ZoneQuestion) => this.#answer(answers, question))
    // Nobody but the thread waits for an answer.
    answers.unref()
    // It may be deleted before its turn; what was seen of it stays.
    const { raw } = message
    try {
      const findings = await this.#thread.run(() => {
        signal?.throwIfAborted()
        return this.#jobOf(name, message, { raw: transferableCopy(raw), zone })
      })
      return reportOf(findings)
    } catch (error) {
      if (!(error instanceof JobTimeoutError)) throw error
      return reportOf([givenUp(name, this.#limits)])
    } finally {
      answers.close()
    }
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#thread.close()
  }

  #jobOf(
    check: CheckName,
    stored: StoredMessage,
    { raw, zone }: { raw: Uint8Array<ArrayBuffer>; zone: MessagePort },
  ) {
    const { address, ehlo, protocol } = stored.session
    const message = {
      raw: raw as Buffer,
      sender: stored.envelope.from.address,
      session: { address, ehlo, protocol },
      receivedAt: stored.receivedAt,
    }
    return { message: { check, message, limits: this.#limits, zone }, transfer: [raw.buffer, zone] }
  }

  #answer(answers: MessagePort, { name, type }: ZoneQuestion): void {
    const { status, records } = resolveWireName(this.#world.index.zone, name, type)
    answers.postMessage({ status, records }, [])
  }
}

function givenUp(name: CheckName, { timeout }: CheckLimits): Finding {
  return {
    rule: name,
    severity: 'warning',
    result: 'temperror',
    subject: null,
    title: 'The check was given up',
    detail: `It took longer than ${timeout / 1000} seconds. The message is unusually hard to read: a very large body with many signatures, or very long header fields.`,
  }
}
