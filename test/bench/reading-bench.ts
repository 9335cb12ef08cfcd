import { Agent, get } from 'node:http'
import type { Bench, BenchContext } from './bench.ts'
import type { LoadCalls } from './load-process.ts'
import { startRemote, type Remote } from './remote.ts'
import { atMost } from './result.ts'
import type { SandboxCalls } from './sandbox-process.ts'

const SIZE = 4096
const STORED = [10_000, 100_000]
const REPEATS = 40

/** A word that no mail of the bench holds: the search must look through all of them. */
const ABSENT = 'zanzibar'

/** Lists, pages and searches over HTTP, and how long a search keeps others waiting. */
export const readingBench: Bench = {
  name: 'reading',
  title: `Reading over HTTP, messages of ${SIZE} bytes`,
  async run(context) {
    for (const stored of STORED) await readFrom(stored, context)
  },
}

async function readFrom(stored: number, context: BenchContext): Promise<void> {
  const sandbox = startRemote<SandboxCalls>(new URL('sandbox-process.ts', import.meta.url))
  const load = startRemote<LoadCalls>(new URL('load-process.ts', import.meta.url))
  const agent = new Agent({ keepAlive: true })
  try {
    const { smtp, url } = await sandbox.start(stored * 2)
    const mail = { host: '127.0.0.1', port: smtp, size: SIZE }
    await load.runLoad({ ...mail, manner: 'pooled', clients: 10, messages: stored })
    const messages = (query: string) => fetchJson(agent, `${url}/api/v1/messages?${query}`)
    const of = (what: string) => `${stored.toLocaleString('en')} stored: ${what}`
    const timed = async (what: string, query: string, limit?: number) => {
      const value = await median(() => messages(query))
      context.report({
        what: of(what),
        value,
        unit: 'ms',
        expected: limit ? [atMost(limit, value, 'ms')] : [],
      })
    }
    await timed('first page of 50', 'limit=50', 5)
    await timed('last page of 50', `limit=50&page=${await lastPage(messages)}`, 5)
    await timed('one message by subject', `query=${encodeURIComponent(`subject:"Order ${stored >> 1} "`)}`)
    await timed('a recipient, first page', 'query=to:user7@example.test')
    await timed('a word in the body, absent', `query=body:${ABSENT}`, stored === 100_000 ? 150 : undefined)
    await stalls(sandbox, load, mail, messages, of, context)
  } finally {
    agent.destroy()
    await Promise.all([sandbox.close(), load.close()])
  }
}

async function stalls(
  sandbox: Remote<SandboxCalls>,
  load: Remote<LoadCalls>,
  mail: { host: string; port: number; size: number },
  messages: (query: string) => Promise<Page>,
  of: (what: string) => string,
  context: BenchContext,
): Promise<void> {
  await sandbox.watchStalls()
  for (let n = 0; n < 10; n++) await messages(`query=body:${ABSENT}${n}`)
  const stall = await sandbox.longestStall()
  context.report({
    what: of('longest stall of the event loop while searching'),
    value: stall,
    unit: 'ms',
    expected: [atMost(20, stall, 'ms')],
  })
  const sending = load.runLoad({ ...mail, manner: 'pooled', clients: 1, milliseconds: 1500 })
  for (let n = 0; n < 5; n++) await messages(`query=body:${ABSENT}${n}`)
  const { max, median } = await sending
  context.report({ what: of('median send while searching'), value: median, unit: 'ms', expected: [] })
  context.report({ what: of('slowest send while searching'), value: max, unit: 'ms', expected: [] })
}

interface Page {
  readonly next: string | null
  readonly total: number
}

/** Goes through the list in large pages, and gives the place of the last one. */
async function lastPage(messages: (query: string) => Promise<Page>): Promise<string> {
  let place = ''
  for (let { next } = await messages('limit=1000'); next !== null;) {
    place = encodeURIComponent(next)
    next = (await messages(`limit=1000&page=${place}`)).next
  }
  return place
}

async function median(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < REPEATS; n++) {
    const since = performance.now()
    await run()
    times.push(performance.now() - since)
  }
  return times.toSorted((a, b) => a - b)[REPEATS >> 1] ?? Number.NaN
}

function fetchJson(agent: Agent, url: string): Promise<Page> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) resolve(JSON.parse(text) as Page)
        else reject(new Error(`${url} answered ${response.statusCode}: ${text}`))
      })
    }).on('error', reject)
  })
}
