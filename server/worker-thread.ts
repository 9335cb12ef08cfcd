import { type Transferable, Worker } from 'node:worker_threads'

/** A job that needs more memory than this ends the worker, not the process. */
const HEAP_MEGABYTES = 1024

export interface WorkerThreadOptions {
  /** The worker's file: TypeScript in the source tree, JavaScript in what is published. */
  readonly entry: URL
  readonly name: string
  /** Milliseconds after which a job that is still under way is given up. */
  readonly timeout: number
  /** Milliseconds without work after which the thread is stopped. */
  readonly idle: number
}

/** What is sent to the worker. */
export interface Job<Message> {
  readonly message: Message
  /** What is handed over rather than copied. */
  readonly transfer: readonly Transferable[]
}

/** A job took too long. */
export class JobTimeoutError extends Error {
  override readonly name = 'JobTimeoutError'
}

/**
 * Does jobs in one worker thread, one after the other. The thread is started with the first job, ended when one takes
 * too long, and started anew for the next one.
 */
export class WorkerThread<Message, Answer> {
  readonly #options: WorkerThreadOptions
  #worker: Worker | undefined
  #idleTimer: NodeJS.Timeout | undefined
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(options: WorkerThreadOptions) {
    this.#options = options
  }

  /**
   * @param prepare makes the job when its turn has come, so that what waits takes no room; what it throws is thrown
   * @throws JobTimeoutError; Error that says that the thread died, with the reason as its cause, or was closed
   */
  run(prepare: () => Job<Message>): Promise<Answer> {
    const result = this.#last.then(() => this.#runNext(prepare))
    this.#last = result.catch(() => undefined)
    return result
  }

  /** Ends the thread; jobs that wait or are under way are given up. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#stop()
    await this.#last
  }

  async #runNext(prepare: () => Job<Message>): Promise<Answer> {
    if (this.#closed) throw new Error('the thread was closed')
    clearTimeout(this.#idleTimer)
    const worker = (this.#worker ??= this.#start())
    worker.ref()
    try {
      return await this.#answer(worker, prepare())
    } finally {
      worker.unref()
      this.#idleTimer = setTimeout(() => void this.#stop(), this.#options.idle).unref()
    }
  }

  #answer(worker: Worker, { message, transfer }: Job<Message>): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      let cause: unknown
      const timer = setTimeout(() => {
        reject(new JobTimeoutError(`it takes longer than ${this.#options.timeout} ms`))
        void this.#stop()
      }, this.#options.timeout)
      const onError = (error: unknown): void => {
        cause = error
      }
      const onMessage = (result: Answer): void => {
        clearTimeout(timer)
        worker.off('exit', onExit).off('error', onError)
        resolve(result)
      }
      const onExit = (): void => {
        clearTimeout(timer)
        worker.off('message', onMessage)
        reject(new Error('the thread that read it ended', { cause }))
      }
      worker.once('message', onMessage).once('exit', onExit).once('error', onError)
    })
    worker.postMessage(message, transfer)
    return answer
  }

  #start(): Worker {
    const { entry, name } = this.#options
    const worker = new Worker(entry, {
      name: `facteur ${name}`,
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

/** A copy of bytes that can be handed to a thread: a view would be cloned with all of the buffer that it lies in. */
export function transferableCopy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.prototype.slice.call(bytes)
}
