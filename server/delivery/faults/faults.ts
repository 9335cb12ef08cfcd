import type { Clock } from '../../clock.ts'
import { draftMessage } from '../../mailbox/draft-message.ts'
import type { Feed } from '../../mailbox/feed.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { boundedEnvelope } from '../../message/bounded-envelope.ts'
import type { Envelope, EnvelopePath, SessionFacts } from '../../message/envelope.ts'
import type { FaultEncounter } from './fault-encounter.ts'
import { FAULT_LIMITS, type FaultLimits } from './fault-limits.ts'
import type { FaultRule } from './fault-rule.ts'
import type { FaultStage } from './fault-stages.ts'
import { ScriptedFault } from './scripted-fault.ts'

interface FaultsOptions {
  readonly clock: Clock
  readonly feed: Feed
  /** What is left out has its default. */
  readonly limits?: Partial<FaultLimits>
  /** Those that are there from the start, and again after each reset. */
  readonly rules?: readonly FaultRule[]
}

/** There are as many faults in force as there may be. */
export class TooManyFaultsError extends Error {
  override readonly name = 'TooManyFaultsError'
}

/** The faults of one sandbox, in order. Listeners ask at each stage; the first that is meant fires. */
export class Faults {
  readonly #clock: Clock
  readonly #feed: Feed
  readonly #limits: FaultLimits
  readonly #rules: readonly FaultRule[]
  #faults: ScriptedFault[] = []
  #lastId = 0
  /** Those that may still fire, by stage. */
  #inForce: ReadonlyMap<FaultStage, readonly ScriptedFault[]> = new Map()

  /** @throws TooManyFaultsError */
  constructor({ clock, feed, limits, rules = [] }: FaultsOptions) {
    this.#clock = clock
    this.#feed = feed
    this.#limits = { ...FAULT_LIMITS, ...limits }
    this.#rules = rules
    this.#begin()
  }

  /** Whether there is any need to ask: false spares listeners the rest. */
  get armed(): boolean {
    return this.#inForce.size > 0
  }

  /** Whether any fault may fire at a stage, so that its circumstances are worth telling. */
  watches(stage: FaultStage): boolean {
    return this.#inForce.has(stage)
  }

  /** All in their order, also those that are over; with `scope`, those that were set with the same. */
  list(scope?: string): ScriptedFault[] {
    return this.#faults.filter(isOf(scope))
  }

  get(id: string): ScriptedFault | undefined {
    return this.#faults.find(fault => fault.id === id)
  }

  isActive(fault: ScriptedFault): boolean {
    return fault.isActive(this.#clock.now())
  }

  /**
   * Sets a fault, behind all others.
   *
   * @throws TooManyFaultsError
   */
  add(rule: FaultRule): ScriptedFault {
    const fault = this.#set(rule)
    this.#tellChange()
    return fault
  }

  /** Takes a fault away; false when there is none of that id. */
  remove(id: string): boolean {
    const rest = this.#faults.filter(fault => fault.id !== id)
    const found = rest.length < this.#faults.length
    if (!found) return false
    this.#replace(rest)
    this.#tellChange()
    return true
  }

  /** Takes all away, or those that were set with `scope`; gives how many. */
  clear(scope?: string): number {
    const gone = new Set(this.list(scope))
    if (gone.size === 0) return 0
    this.#replace(this.#faults.filter(fault => !gone.has(fault)))
    this.#tellChange()
    return gone.size
  }

  /** Takes all away and sets those anew that were there from the start. */
  reset(): void {
    this.#begin()
    this.#tellChange()
  }

  /** The fault that befalls what happens at a stage, which is told in the feed; null when there is none. */
  ask(stage: FaultStage, encounter: FaultEncounter): ScriptedFault | null {
    const candidates = this.#inForce.get(stage)
    if (candidates === undefined) return null
    const now = this.#clock.now()
    let draft: StoredMessage | undefined
    const found = candidates.find(
      fault =>
        fault.isActive(now) && fault.befalls(encounter, () => (draft ??= draftOf(encounter, this.#clock))),
    )
    if (found !== undefined) this.#fire(found, encounter)
    if (candidates.some(fault => !fault.isActive(now))) this.#replace(this.#faults)
    return found ?? null
  }

  #begin(): void {
    this.#replace([])
    for (const rule of this.#rules) this.#set(rule)
  }

  #set(rule: FaultRule): ScriptedFault {
    this.#makeRoom()
    const { keys } = this.#limits
    const fault = new ScriptedFault(`f${++this.#lastId}`, rule, { clock: this.#clock, keys })
    this.#replace([...this.#faults, fault])
    return fault
  }

  #tellChange(): void {
    this.#feed.publish({ type: 'faults.changed' }, this.#clock.now())
  }

  #fire(fault: ScriptedFault, encounter: FaultEncounter): void {
    fault.fired++
    const { stage } = fault.rule.match
    this.#feed.publish(
      {
        type: 'fault.fired',
        fault: fault.id,
        stage,
        act: fault.rule.act,
        session: encounter.session?.id ?? null,
        address: encounter.client,
        user: encounter.user,
        message: encounter.message?.id ?? null,
        envelope: envelopeOf(stage, encounter),
      },
      this.#clock.now(),
    )
  }

  #makeRoom(): void {
    const { rules } = this.#limits
    if (this.#faults.length < rules) return
    const over = this.#faults.find(fault => !this.isActive(fault))
    if (over === undefined) {
      throw new TooManyFaultsError(
        `There are ${rules} faults already; delete some, or start with --max-faults.`,
      )
    }
    this.#replace(this.#faults.filter(fault => fault !== over))
  }

  #replace(faults: ScriptedFault[]): void {
    this.#faults = faults
    const now = this.#clock.now()
    const active = faults.filter(fault => fault.isActive(now))
    this.#inForce = Map.groupBy(active, fault => fault.rule.match.stage)
  }
}

function isOf(scope: string | undefined): (fault: ScriptedFault) => boolean {
  const wanted = scope?.trim()
  return wanted === undefined ? () => true : ({ rule }) => rule.scope === wanted
}

const NO_ONE: EnvelopePath = { address: '', argument: '<>', parameters: {} }

const NO_SESSION: SessionFacts = {
  id: '',
  protocol: 'smtp',
  ehlo: null,
  address: null,
  port: null,
  tls: null,
  auth: null,
}

/** Queries are answered by messages: what is known so far, as one. */
function draftOf(
  { session, user, sender, recipients, message }: FaultEncounter,
  clock: Clock,
): StoredMessage {
  const facts = { ...NO_SESSION, ...session }
  return draftMessage(
    {
      chunks: message?.chunks ?? [],
      size: message?.size ?? 0,
      envelope: { from: sender ?? NO_ONE, to: recipients },
      session: { ...facts, auth: user === null ? null : { method: facts.auth?.method ?? '', user } },
    },
    clock,
  )
}

/** Whom a fault concerned: at `rcpt` the one recipient that was asked for. */
function envelopeOf(stage: FaultStage, { sender, recipients }: FaultEncounter): Envelope | null {
  if (sender === null) return null
  return boundedEnvelope({ from: sender, to: stage === 'rcpt' ? recipients.slice(-1) : recipients })
}
