import type { FaultReply, MessageDeed } from './fault-deed.ts'
import type { FaultEncounter } from './fault-encounter.ts'
import type { FaultStage } from './fault-stages.ts'
import type { Faults } from './faults.ts'
import type { ScriptedFault } from './scripted-fault.ts'

/** What faults do to a connection. */
export interface FaultTarget {
  /** A fault befalls it, which will do its deed after its delay. */
  meet?(fault: ScriptedFault, encounter: FaultEncounter): void
  /** Lets so many bytes a second pass from now on. */
  throttle(bytesPerSecond: number): void
  /** What is on its way will not arrive: the connection ends, or nothing more is said on it. */
  lose?(stage: FaultStage): void
  /** Ends the connection without a word. */
  close(): void
  /** Breaks the connection off. */
  reset(): void
  /** Something broke in what was to be done after a delay. */
  fail(error: unknown): void
}

/** What comes of a stage. */
export interface StageOutcome {
  /** All goes on, but that a message may be captured, or given out, otherwise than it came. */
  readonly proceed: (deed: MessageDeed | null) => void
  /** This is said instead. */
  readonly answer: (reply: FaultReply) => void
}

interface FaultGateOptions {
  readonly faults: Faults
  readonly target: FaultTarget
  /** Milliseconds after which a silent connection is closed. */
  readonly idleTimeout: number
}

/** Where a connection waits while faults delay it; at most one stage is under way at a time. */
export class FaultGate {
  readonly #faults: Faults
  readonly #target: FaultTarget
  readonly #idleTimeout: number
  #timer: NodeJS.Timeout | undefined

  constructor({ faults, target, idleTimeout }: FaultGateOptions) {
    this.#faults = faults
    this.#target = target
    this.#idleTimeout = idleTimeout
  }

  /** Whether a fault holds the connection up, so that the client waits for us. */
  get isWaiting(): boolean {
    return this.#timer !== undefined
  }

  /** Lets a stage go on: at once, or as a fault will have it. */
  pass(stage: FaultStage, encounter: FaultEncounter, outcome: StageOutcome): void {
    const fault = this.#faults.ask(stage, encounter)
    if (fault === null) return outcome.proceed(null)
    this.#target.meet?.(fault, encounter)
    if (fault.delay === 0) this.#act(fault, outcome)
    else this.#after(fault.delay, () => this.#act(fault, outcome))
  }

  /** Calls off what was to come: the connection is closed. */
  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #act({ deed, rule }: ScriptedFault, outcome: StageOutcome): void {
    const target = this.#target
    const { stage } = rule.match
    switch (deed.kind) {
      case 'nothing':
        return outcome.proceed(null)
      case 'reply':
        return outcome.answer(deed)
      case 'throttle':
        target.throttle(deed.bytesPerSecond)
        return outcome.proceed(null)
      case 'close':
        target.lose?.(stage)
        return target.close()
      case 'reset':
        target.lose?.(stage)
        return target.reset()
      case 'silence':
        target.lose?.(stage)
        return this.#after(this.#idleTimeout, () => target.close())
      default:
        return outcome.proceed(deed.kind)
    }
  }

  #after(milliseconds: number, run: () => void): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      try {
        run()
      } catch (error) {
        this.#target.fail(error)
      }
    }, milliseconds)
  }
}
