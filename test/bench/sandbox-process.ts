import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'
import { serve } from './remote.ts'

/** Bytes that the process holds, after garbage collection. */
export interface Memory {
  readonly heap: number
  /** Buffers, which lie outside the heap. */
  readonly external: number
  readonly resident: number
}

export interface SandboxAddresses {
  readonly smtp: number
  readonly imap: number
  readonly pop3: number
  readonly url: string
}

/** Bytes of messages kept when their number is what limits. */
const ROOM = 2 * 1024 ** 3

let sandbox: Sandbox | undefined
const delay = monitorEventLoopDelay({ resolution: 1 })

const calls = {
  /** @param maxMessages how many it keeps; without it, both the number and the size have their defaults */
  async start(maxMessages?: number): Promise<SandboxAddresses> {
    sandbox = await createSandbox(maxMessages === undefined ? {} : { maxMessages, maxStoreSize: ROOM })
    const { smtp, imap, pop3 } = sandbox.ports
    return { smtp, imap, pop3, url: sandbox.url }
  },
  count: () => sandbox?.store.count ?? 0,
  memory(): Memory {
    // Twice: the first run queues finalizers whose memory the second one takes back.
    globalThis.gc?.()
    globalThis.gc?.()
    const { heapUsed, external, rss } = process.memoryUsage()
    return { heap: heapUsed, external, resident: rss }
  },
  watchStalls(): void {
    delay.reset()
    delay.enable()
  },
  /** Milliseconds of the longest time in which the event loop served nobody since `watchStalls`. */
  longestStall(): number {
    delay.disable()
    return delay.max / 1e6
  },
}
export type SandboxCalls = typeof calls

serve(calls)
