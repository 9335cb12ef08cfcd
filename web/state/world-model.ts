import type { Event, World, WorldClient } from '../../server/client/client.ts'
import { BoundedReload } from './bounded-reload.ts'
import { Model } from './model.ts'
import { readJson, troublesOf, type Trouble } from './trouble.ts'

export interface WorldView {
  readonly phase: 'loading' | 'ready' | 'failed'
  /** The document as the server has it, written as JSON. */
  readonly text: string
  /** The domains that it names. */
  readonly domains: readonly string[]
  /** What was made of it here, and is not saved; null when nothing was. */
  readonly draft: string | null
  /** The server's has changed since the draft was begun. */
  readonly isOvertaken: boolean
  readonly troubles: readonly Trouble[]
  readonly isSaving: boolean
}

export interface WorldModelOptions {
  readonly world: Pick<WorldClient, 'get' | 'put'>
}

const UNTOUCHED = { draft: null, isOvertaken: false, troubles: [] }

/** The document of the simulated outside, and what a user makes of it. */
export class WorldModel extends Model<WorldView> {
  readonly #world: WorldModelOptions['world']
  readonly #reload = new BoundedReload(() => this.#read())

  constructor({ world }: WorldModelOptions) {
    super({ phase: 'loading', text: '', domains: [], isSaving: false, ...UNTOUCHED })
    this.#world = world
  }

  load(): void {
    this.#reload.ask()
  }

  apply(events: readonly Event[]): void {
    if (events.some(({ type }) => type === 'world.changed')) this.load()
  }

  edit(draft: string): void {
    if (draft === this.value.text) this.discard()
    else this.set({ ...this.value, draft })
  }

  /** Lets go of what is not saved. */
  discard(): void {
    this.set({ ...this.value, ...UNTOUCHED })
  }

  /** Puts the draft in place of the world. @returns whether it is that now */
  async save(): Promise<boolean> {
    const text = this.value.draft ?? this.value.text
    const json = readJson(text)
    if ('trouble' in json) {
      this.set({ ...this.value, troubles: [json.trouble] })
      return false
    }
    this.set({ ...this.value, isSaving: true })
    try {
      const world = await this.#world.put(json.value as World)
      // What was typed meanwhile is a draft of its own.
      const isDone = (this.value.draft ?? text) === text
      this.set({
        ...this.value,
        ...shown(world),
        ...(isDone ? UNTOUCHED : { troubles: [] }),
        isSaving: false,
      })
      return true
    } catch (error) {
      this.set({ ...this.value, troubles: troublesOf(error, text), isSaving: false })
      return false
    }
  }

  async #read(): Promise<void> {
    try {
      const world = shown(await this.#world.get())
      const { draft, text, isSaving, phase } = this.value
      // Our own change is told of too, often before its answer is there.
      const isOther = phase === 'ready' && draft !== null && !isSaving && world.text !== text
      if (isOther && world.text === draft) this.set({ ...this.value, ...world, ...UNTOUCHED })
      else this.set({ ...this.value, ...world, isOvertaken: this.value.isOvertaken || isOther })
    } catch {
      if (this.value.phase === 'loading') this.set({ ...this.value, phase: 'failed' })
    }
  }
}

function shown(world: World) {
  const domains = Object.keys(world.domains ?? {})
  return { phase: 'ready', text: JSON.stringify(world, null, 2), domains } as const
}
