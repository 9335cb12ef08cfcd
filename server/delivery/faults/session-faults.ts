import type { StoredMessage } from '../../mailbox/stored-message.ts'
import type { OpenSession } from '../../net/sessions.ts'
import type { FaultEncounter } from './fault-encounter.ts'
import { FaultGate, type FaultTarget, type StageOutcome } from './fault-gate.ts'
import { type FaultStage, stageOfCommand } from './fault-stages.ts'
import type { Faults } from './faults.ts'

export interface SessionFaultsOptions {
  readonly faults: Faults
  readonly protocol: 'pop3' | 'imap'
  /** Whose session it is; asked anew at each stage, as the user becomes known by and by. */
  readonly session: OpenSession
  readonly target: FaultTarget
  /** Milliseconds after which a silent connection is closed. */
  readonly idleTime: number
}

/** What a moment is about, besides the session. */
export interface About {
  /** The user who is about to log in. */
  readonly user?: string
  /** The message that was asked for. */
  readonly message?: StoredMessage | undefined
}

/** Asks at the moments of one session by which mail is read whether a fault befalls it. */
export class SessionFaults {
  readonly #options: SessionFaultsOptions
  #gate: FaultGate | null = null

  constructor(options: SessionFaultsOptions) {
    this.#options = options
  }

  /** Whether there is any need to ask. */
  get armed(): boolean {
    return this.#options.faults.armed
  }

  /** Whether any fault may fire at a moment. */
  watches(moment: string): boolean {
    return this.#stageOf(moment) !== undefined
  }

  /** Whether a fault holds the session up, so that the client waits for us. */
  get isWaiting(): boolean {
    return this.#gate?.isWaiting ?? false
  }

  /**
   * Lets a moment go on: at once, or as a fault will have it.
   *
   * @param moment BANNER, or the name of a command, in upper case
   */
  pass(moment: string, about: About, outcome: StageOutcome): void {
    const stage = this.#stageOf(moment)
    if (stage === undefined) return outcome.proceed(null)
    const { faults, target, idleTime } = this.#options
    this.#gate ??= new FaultGate({ faults, target, idleTimeout: idleTime })
    this.#gate.pass(stage, this.#encounter(about), outcome)
  }

  /** Calls off what was to come: the connection is closed. */
  close(): void {
    this.#gate?.close()
  }

  /** The stage that a moment is; undefined where no fault may fire. */
  #stageOf(moment: string): FaultStage | undefined {
    const { faults, protocol } = this.#options
    if (!faults.armed) return undefined
    const stage = stageOfCommand(protocol, moment)
    return stage !== undefined && faults.watches(stage) ? stage : undefined
  }

  #encounter({ user, message }: About): FaultEncounter {
    const { id, address, user: loggedIn } = this.#options.session
    return {
      client: address,
      session: { id },
      user: user ?? loggedIn,
      sender: message?.envelope.from ?? null,
      recipients: message?.envelope.to ?? [],
      message: message === undefined ? null : { id: message.id, chunks: [message.raw], size: message.size },
    }
  }
}
