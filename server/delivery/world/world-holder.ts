import type { Clock } from '../../clock.ts'
import { EMPTY_WORLD } from './empty-world.ts'
import type { ReadyMadeAddress } from './ready-made.ts'
import { WorldIndex, type WorldIndexOptions } from './world-index.ts'
import type { WorldLimits } from './world-limits.ts'

export interface WorldHolderOptions extends WorldIndexOptions {
  readonly clock: Clock
  /** What is left out has its default. */
  readonly limits?: Partial<WorldLimits>
}

/** Another world was put, which has no past; or this one was changed. */
type WorldChange = 'put' | 'merged'

type WorldListener = (change: WorldChange) => void

type Parse = typeof import('./parse-world.ts').parseWorld

/** The world of one sandbox: its document, and what is looked up in it. Without a document, nothing is simulated. */
export class WorldHolder {
  readonly #options: WorldHolderOptions
  readonly #listeners = new Set<WorldListener>()
  #document: object = {}
  #index: WorldIndex
  /** The instant from which durations count in the document. */
  #start: number
  #since = -Infinity
  /** What `reset` comes back to. */
  #beginning: object = {}
  /** Loaded with the first document. */
  #parse: Parse | undefined

  constructor(options: WorldHolderOptions) {
    this.#options = options
    this.#start = options.clock.now()
    this.#index = new WorldIndex(EMPTY_WORLD, options)
  }

  /** As it was last put, changed by what was merged into it since; nobody writes to it. */
  get document(): object {
    return this.#document
  }

  /** The addresses that behave in a way of their own, as they are switched on. */
  async readyMade(): Promise<readonly ReadyMadeAddress[]> {
    const { readyMade, plusAddresses } = this.#options
    const { READY_MADE_ADDRESSES, READY_MADE_LABELS } = await import('./ready-made.ts')
    return [...(readyMade ? READY_MADE_ADDRESSES : []), ...(plusAddresses ? READY_MADE_LABELS : [])]
  }

  /** When it last changed, in milliseconds since the epoch; infinitely long ago when it never did. */
  get since(): number {
    return this.#since
  }

  /** It is another one after every change; ask for it each time. */
  get index(): WorldIndex {
    return this.#index
  }

  /**
   * Begins with a world, to which `reset` comes back.
   *
   * @throws WorldSyntaxError
   */
  async begin(document: unknown): Promise<void> {
    await this.replace(document)
    this.#beginning = this.#document
  }

  /**
   * Puts another world in place of this one, whole and in one step; one that is wrong leaves this one as it is.
   *
   * @throws WorldSyntaxError
   */
  async replace(document: unknown): Promise<void> {
    const parse = await this.#loadParser()
    this.#put(parse, document, this.#options.clock.now(), 'put')
  }

  /**
   * Changes what a merge patch (RFC 7396) names, in one step; one that makes a wrong world changes nothing. Durations
   * count from where they did, if there was a world before.
   *
   * @throws WorldSyntaxError
   */
  async merge(patch: unknown): Promise<void> {
    const parse = await this.#loadParser()
    const { mergePatch } = await import('./document/merge-patch.ts')
    const document = mergePatch(this.#document, patch, this.#options.limits)
    const isFirst = Object.keys(this.#document).length === 0
    this.#put(parse, document, isFirst ? this.#options.clock.now() : this.#start, 'merged')
  }

  /** Back to the world it began with; durations count from now. */
  reset(): void {
    if (this.#parse === undefined) return
    this.#put(this.#parse, this.#beginning, this.#options.clock.now(), 'put')
  }

  /** Calls `listener` after every change; gives the function that ends it. */
  onChange(listener: WorldListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #loadParser(): Promise<Parse> {
    const { parseWorld } = await import('./parse-world.ts')
    this.#parse = parseWorld
    return parseWorld
  }

  #put(parse: Parse, document: unknown, start: number, change: WorldChange): void {
    const world = parse(document, start, this.#options.limits)
    this.#document = structuredClone(document) as object
    this.#start = start
    this.#since = this.#options.clock.now()
    this.#index = new WorldIndex(world, this.#options)
    for (const listener of this.#listeners) listener(change)
  }
}
