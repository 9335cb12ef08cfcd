import type { Clock } from '../../clock.ts'
import type { Store } from '../../mailbox/store.ts'
import type { EnvelopePath } from '../../message/envelope.ts'
import type { HostAnswer } from '../hosts/host-answer.ts'
import type { HostCall, HostClient } from '../hosts/host-call.ts'
import { type Hop, type HopAnswer, nextHops } from '../hosts/next-hops.ts'
import type { SimulatedHosts } from '../hosts/simulated-hosts.ts'
import { mailboxRefusal } from '../routing/mailbox-refusal.ts'
import type { Fate } from '../world/fate.ts'
import type { AccountRules } from '../world/world.ts'
import type { WorldHolder } from '../world/world-holder.ts'
import type { WorldIndex } from '../world/world-index.ts'

export interface HostCallsOptions {
  readonly clock: Clock
  readonly store: Store
  readonly world: WorldHolder
  readonly hosts: SimulatedHosts
}

/** The fate of a recipient whose mail hosts take. */
export type Elsewhere = Extract<Fate, { kind: 'elsewhere' }>

/** What is handed on, by whom. */
interface Handover {
  readonly client: HostClient
  readonly from: EnvelopePath
  readonly recipient: string
  readonly size: number
  readonly stage: NonNullable<HostCall['stage']>
  readonly fate: Elsewhere
  readonly submitter?: string | null
}

/** What the DNS said of a domain. */
export interface LookUp {
  readonly domain: string
  readonly answer: HopAnswer
}

interface KnownLookUp extends LookUp {
  readonly index: WorldIndex
  /** How many look-ups were made before. */
  readonly turn: number
  /** Whether it is the same at every turn. */
  readonly isSteady: boolean
}

/** How servers find the next host, and call it. */
export class HostCalls {
  readonly #options: HostCallsOptions
  /** What each server was told last of each domain: MX records of equal preference are taken in turn. */
  readonly #lookUps = new Map<string, Map<string, KnownLookUp>>()

  constructor(options: HostCallsOptions) {
    this.#options = options
    // Another world has other names, and its history is its own.
    options.world.onChange(change => (change === 'put' ? this.reset() : this.#lookUps.clear()))
  }

  /** Where a server hands on mail: to the next host, if it is a relay that has one, or else where the domain says. */
  lookUp({ name }: HostClient, { domain }: Elsewhere): LookUp {
    const { index } = this.#options.world
    const next = index.host(name)?.relay?.to ?? 'mx'
    const asked = next === 'mx' ? domain.name : next
    let lookUps = this.#lookUps.get(name)
    if (lookUps === undefined) this.#lookUps.set(name, (lookUps = new Map()))
    const last = lookUps.get(asked)
    if (last?.index === index && last.isSteady) return last
    const turn = last === undefined ? 0 : last.turn + 1
    const answer = nextHops(index, asked, turn, name)
    const isSteady = answer.status !== 'found' || answer.hops.length === 1
    const lookUp = { domain: asked, answer, index, turn, isSteady }
    lookUps.set(asked, lookUp)
    return lookUp
  }

  call({ host }: Hop, handover: Handover): HostAnswer {
    const { clock, store, hosts } = this.#options
    const isLast = host !== null && host.relay === null
    return hosts.converse(host, new Call(handover, clock.now(), isLast, store))
  }

  /** Forgets who was called, and how often. */
  reset(): void {
    this.#lookUps.clear()
    this.#options.hosts.reset()
  }
}

/** A call that looks for room in the account only when the host comes to ask for it, as few do. */
class Call implements HostCall {
  readonly now: number
  readonly client: HostClient
  readonly from: EnvelopePath
  readonly recipient: string
  readonly size: number
  readonly stage: NonNullable<HostCall['stage']>
  readonly account: AccountRules | null | undefined
  readonly submitter: string | null
  readonly #mailbox: string
  readonly #store: Store

  /** @param isLast whether the host delivers to its own mailboxes */
  constructor(handover: Handover, now: number, isLast: boolean, store: Store) {
    this.now = now
    this.client = handover.client
    this.from = handover.from
    this.recipient = handover.recipient
    this.size = handover.size
    this.stage = handover.stage
    this.submitter = handover.submitter ?? null
    this.account = isLast ? handover.fate.account : undefined
    this.#mailbox = handover.fate.mailbox
    this.#store = store
  }

  get isFull(): boolean {
    const { account, size } = this
    return !!account && mailboxRefusal(this.#store, this.#mailbox, account, size)?.reason === 'quota'
  }
}
