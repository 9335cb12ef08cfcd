import { Worker } from 'node:worker_threads'
import type { Content } from './content.ts'

/** The worker's file beside this one: TypeScript in the source tree, JavaScript in what is published. */
const WORKER = new URL(`./content-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

/** A message that needs more memory than this ends the worker, not the process. */
const HEAP_MEGABYTES = 1024

export interface ContentThreadLimits {
  /** Milliseconds after which a message that is still being read is given up. */
  readonly timeout: number
  /** Milliseconds without work after which the thread is stopped. */
  readonly idle: number
}

/**
 * Reads messages in one worker thread, one after the other. The thread is started with the first message,
 * ended when a message takes too long, and started anew for the next one.
 */
export class ContentThread {
  readonly #limits: ContentThreadLimits
  #worker: Worker | undefined
  #idleTimer: NodeJS.Timeout | undefined
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(limits: ContentThreadLimits) {
    this.#limits = limits
  }

  /** @throws Error that says why: it takes too long, the thread died, or it was closed */
  read(raw: Buffer): Promise<Content> {
    const result = this.#last.then(() => this.#readNext(raw))
    this.#last = result.catch(() => undefined)
    return result
  }

  /** Ends the thread; messages that wait or are being read are given up. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#stop()
    await this.#last
  }

  async #readNext(raw: Buffer): Promise<Content> {
    if (this.#closed) throw new Error('the reader was closed')
    clearTimeout(this.#idleTimer)
    const worker = (this.#worker ??= this.#start())
    worker.ref()
    try {
      return await this.#answer(worker, raw)
    } finally {
      worker.unref()
      this.#idleTimer = setTimeout(() => void this.#stop(), this.#limits.idle).unref()
    }
  }

  #answer(worker: Worker, raw: Buffer): Promise<Content> {
    const answer = new Promise<Content>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`it takes longer than ${this.#limits.timeout} ms`))
        void this.#stop()
      }, this.#limits.timeout)
      const onMessage = (content: Content): void => {
        clearTimeout(timer)
        worker.off('exit', onExit)
        resolve(content)
      }
      const onExit = (): void => {
        clearTimeout(timer)
        worker.off('message', onMessage)
        reject(new Error('the thread that read it ended'))
      }
      worker.once('message', onMessage).once('exit', onExit)
    })
    // A view would be cloned with all of the buffer that it lies in.
    const copy = Uint8Array.prototype.slice.call(raw)
    worker.postMessage(copy, [copy.buffer])
    return answer
  }

  #start(): Worker {
    const worker = new Worker(WORKER, {
      name: 'facteur content',
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    })
    // Out of memory, or a bug: 'exit' follows and tells the one who waits.
    worker.on('error', () => undefined)
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined
    })
    return worker
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idleTimer)
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }
}
