import { transferableCopy, WorkerThread } from '../worker-thread.ts'
import { ContentCache } from './content-cache.ts'
import { readContent, readContentAlone } from './content.ts'
import type { Content } from './content.ts'
import { allParts } from './part.ts'
import { parseStructure } from './structure.ts'

/** The worker's file beside this one: TypeScript in the source tree, JavaScript in what is published. */
const WORKER = new URL(`./content-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

export interface ContentLimits {
  /** Bytes of a message above which it is read in a worker thread. */
  readonly inlineBytes: number
  /** Parts of a message above which it is read in a worker thread. */
  readonly inlineParts: number
  /** Milliseconds after which a message is shown without mailparser's help. */
  readonly timeout: number
  /** Milliseconds without work after which the worker thread is stopped. */
  readonly threadIdle: number
  /** Bytes of contents kept for those who ask again. */
  readonly cacheBytes: number
}

const CONTENT_LIMITS: ContentLimits = {
  inlineBytes: 256 * 1024,
  inlineParts: 100,
  timeout: 5000,
  threadIdle: 30_000,
  cacheBytes: 32 * 1024 * 1024,
}

/**
 * Reads all of a message when it is first asked for: light messages at once, heavy ones in a worker thread,
 * so that none holds up the others. Answers are kept within a bound.
 */
export class ContentReader {
  readonly #limits: ContentLimits
  readonly #cache: ContentCache
  readonly #thread: WorkerThread<Uint8Array, Content>
  readonly #reading = new Map<string, Promise<Content>>()

  constructor(limits: Partial<ContentLimits> = {}) {
    this.#limits = { ...CONTENT_LIMITS, ...limits }
    this.#cache = new ContentCache(this.#limits.cacheBytes)
    const { timeout, threadIdle } = this.#limits
    this.#thread = new WorkerThread({ entry: WORKER, name: 'content', timeout, idle: threadIdle })
  }

  /** The content of the message with that id; never rejects: what could not be read is said in `problems`. */
  read(id: string, raw: Buffer): Promise<Content> {
    const kept = this.#cache.get(id)
    if (kept !== undefined) return Promise.resolve(kept)
    const underWay = this.#reading.get(id)
    if (underWay !== undefined) return underWay
    const reading = this.#read(raw).then(content => {
      // Not when it was forgotten meanwhile.
      if (this.#reading.get(id) === reading) {
        this.#reading.delete(id)
        this.#cache.set(id, content)
      }
      return content
    })
    this.#reading.set(id, reading)
    return reading
  }

  /** Drops what is kept of a message that was deleted. */
  forget(id: string): void {
    this.#reading.delete(id)
    this.#cache.delete(id)
  }

  /** Ends the worker thread. */
  async close(): Promise<void> {
    await this.#thread.close()
  }

  async #read(raw: Buffer): Promise<Content> {
    try {
      return await (this.#isLight(raw) ? this.#readInline(raw) : this.#readInThread(raw))
    } catch (error) {
      return readContentAlone(raw, `This message could not be read in full: ${(error as Error).message}.`)
    }
  }

  #isLight(raw: Buffer): boolean {
    if (raw.length > this.#limits.inlineBytes) return false
    return [...allParts(parseStructure(raw))].length <= this.#limits.inlineParts
  }

  /** @throws Error when it takes too long, or the thread ended */
  #readInThread(raw: Buffer): Promise<Content> {
    return this.#thread.run(() => {
      const message = transferableCopy(raw)
      return { message, transfer: [message.buffer] }
    })
  }

  /** @throws Error when it takes too long */
  #readInline(raw: Buffer): Promise<Content> {
    return new Promise((resolve, reject) => {
      const { timeout } = this.#limits
      const timer = setTimeout(() => reject(new Error(`it takes longer than ${timeout} ms`)), timeout)
      void readContent(raw).then(content => {
        clearTimeout(timer)
        resolve(content)
      })
    })
  }
}
