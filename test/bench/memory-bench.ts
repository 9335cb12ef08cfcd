import type { Bench } from './bench.ts'
import type { LoadCalls } from './load-process.ts'
import { startRemote } from './remote.ts'
import { atMost } from './result.ts'
import type { SandboxCalls } from './sandbox-process.ts'

const SIZE = 4096
const MESSAGES = 20_000
const EXPECTED = SIZE + 1536

/** Bytes that one stored message takes, all that belongs to it counted. */
export const memoryBench: Bench = {
  name: 'memory',
  title: `Memory per stored message of ${SIZE} bytes, ${MESSAGES.toLocaleString('en')} stored`,
  async run(context) {
    const sandbox = startRemote<SandboxCalls>(new URL('sandbox-process.ts', import.meta.url))
    const load = startRemote<LoadCalls>(new URL('load-process.ts', import.meta.url))
    try {
      const { smtp } = await sandbox.start(MESSAGES * 2)
      const send = (messages: number) =>
        load.runLoad({ host: '127.0.0.1', port: smtp, manner: 'pooled', clients: 10, size: SIZE, messages })
      // The first thousand brings the code and the caches to their working size.
      await send(1000)
      const before = await sandbox.memory()
      await send(MESSAGES)
      const after = await sandbox.memory()
      const each = (key: 'heap' | 'external' | 'resident') => (after[key] - before[key]) / MESSAGES
      const held = each('heap') + each('external')
      context.report({ what: 'held', value: held, unit: 'B', expected: [atMost(EXPECTED, held, 'B')] })
      context.report({ what: '  of it in buffers', value: each('external'), unit: 'B', expected: [] })
      context.report({ what: 'resident set', value: each('resident'), unit: 'B', expected: [] })
    } finally {
      await Promise.all([sandbox.close(), load.close()])
    }
  },
}
