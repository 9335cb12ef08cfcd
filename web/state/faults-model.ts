import type { Event, Fault, FaultRule, FaultsClient } from '../../server/client/client.ts'
import { BoundedReload } from './bounded-reload.ts'
import { Model } from './model.ts'
import { readJson, troublesOf, type Trouble } from './trouble.ts'

/** Events after which a fault may be another; by the clock they come to their end. */
const TOLD_BY: ReadonlySet<Event['type']> = new Set(['faults.changed', 'fault.fired', 'clock.changed'])

export interface FaultsView {
  readonly phase: 'loading' | 'ready' | 'failed'
  /** In the order in which they are tried. */
  readonly items: readonly Fault[]
}

export interface FaultsModelOptions {
  readonly faults: Pick<FaultsClient, 'list' | 'add' | 'delete' | 'deleteAll'>
  /** Is told why something could not be done. */
  readonly failed: (error: unknown) => void
}

/** The faults that are set, those that are over too. */
export class FaultsModel extends Model<FaultsView> {
  readonly #faults: FaultsModelOptions['faults']
  readonly #failed: (error: unknown) => void
  readonly #reload = new BoundedReload(() => this.#read())

  constructor({ faults, failed }: FaultsModelOptions) {
    super({ phase: 'loading', items: [] })
    this.#faults = faults
    this.#failed = failed
  }

  load(): void {
    this.#reload.ask()
  }

  apply(events: readonly Event[]): void {
    if (events.some(({ type }) => TOLD_BY.has(type))) this.load()
  }

  /** Sets a fault. @param text its rule, as JSON @returns what is wrong with it; none when it is set */
  async add(text: string): Promise<readonly Trouble[]> {
    const json = readJson(text)
    if ('trouble' in json) return [json.trouble]
    try {
      await this.#faults.add(json.value as FaultRule)
      this.load()
      return []
    } catch (error) {
      return troublesOf(error, text)
    }
  }

  delete(id: string): Promise<void> {
    return this.#change(() => this.#faults.delete(id))
  }

  deleteAll(): Promise<void> {
    return this.#change(() => this.#faults.deleteAll())
  }

  async #change(change: () => Promise<unknown>): Promise<void> {
    try {
      await change()
    } catch (error) {
      // Someone else was quicker.
      if ((error as { code?: unknown }).code !== 'no-such-fault') this.#failed(error)
    }
    this.load()
  }

  async #read(): Promise<void> {
    try {
      this.set({ phase: 'ready', items: await this.#faults.list() })
    } catch {
      if (this.value.phase === 'loading') this.set({ ...this.value, phase: 'failed' })
    }
  }
}
