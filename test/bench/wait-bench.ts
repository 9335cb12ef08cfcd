import { Agent, get } from 'node:http'
import type { Waited } from '../../server/client/client.ts'
import type { Bench, BenchContext } from './bench.ts'
import { makeMail } from './make-mail.ts'
import { startRemote } from './remote.ts'
import { atMost } from './result.ts'
import type { SandboxAddresses, SandboxCalls } from './sandbox-process.ts'
import { SmtpExchange } from './smtp-exchange.ts'

const SIZE = 2048
/** Messages that one waiter is sent, one after the other. */
const ALONE = 500
const WAITERS = 1000
const EVENTS = 10_000
const SENDERS = 4
/** Milliseconds after which an answer is late, under this load. */
const LATE = 1000

/** From the last byte of a message to the answer of who waits for it: one waiter, then a thousand. */
export const waitBench: Bench = {
  name: 'wait',
  title: `Waiting over HTTP, messages of ${SIZE} bytes`,
  async run(context) {
    const sandbox = startRemote<SandboxCalls>(new URL('sandbox-process.ts', import.meta.url))
    const agent = new Agent({ keepAlive: true })
    try {
      const addresses = await sandbox.start(EVENTS * 2)
      await alone(addresses, agent, context)
      await crowd(addresses, agent, context)
    } finally {
      agent.destroy()
      await sandbox.close()
    }
  },
}

async function alone({ smtp, url }: SandboxAddresses, agent: Agent, context: BenchContext): Promise<void> {
  const exchange = await SmtpExchange.open('127.0.0.1', smtp)
  const times: number[] = []
  let after = 0
  for (let n = 0; n < ALONE; n++) {
    const waiting = ask(agent, url, { query: 'to:user0@example.test', after })
    let sent = Number.NaN
    await exchange.send(makeMail(n, SIZE, 1), () => {
      sent = performance.now()
    })
    const { cursor, at } = await waiting
    after = cursor
    times.push(at - sent)
  }
  await exchange.quit()
  const { median, p99 } = quantiles(times)
  context.report({
    what: 'from the last byte to the answer, median',
    value: median,
    unit: 'ms',
    expected: [atMost(3, median, 'ms')],
  })
  context.report({
    what: 'from the last byte to the answer, 99 of 100',
    value: p99,
    unit: 'ms',
    expected: [],
  })
}

/** Each waiter waits for the mail of a recipient of its own, one after the other, by the cursor of the one before. */
async function crowd({ smtp, url }: SandboxAddresses, agent: Agent, context: BenchContext): Promise<void> {
  const { cursor } = await fetchJson<{ cursor: number }>(agent, `${url}/api/v1/info`)
  const mails = Array.from({ length: EVENTS }, (_, n) => makeMail(n, SIZE, WAITERS))
  const sent = new Float64Array(EVENTS)
  const times: number[] = []
  let lost = 0
  const waitFor = async (recipient: number): Promise<void> => {
    let after = cursor
    for (let n = recipient; n < EVENTS; n += WAITERS) {
      const asked = performance.now()
      const answer = await ask(agent, url, { query: `rcpt:user${recipient}@example.test`, after })
      after = answer.cursor
      if (answer.subject !== `Order ${n} has been shipped`) lost++
      times.push(answer.at - Math.max(asked, sent[n]!))
    }
  }
  const waiters = Array.from({ length: WAITERS }, (_, recipient) => waitFor(recipient))
  const exchanges = await Promise.all(
    Array.from({ length: SENDERS }, () => SmtpExchange.open('127.0.0.1', smtp)),
  )
  const began = performance.now()
  let next = 0
  await Promise.all(
    exchanges.map(async exchange => {
      for (let n = next++; n < EVENTS; n = next++) {
        await exchange.send(mails[n]!, () => {
          sent[n] = performance.now()
        })
      }
      await exchange.quit()
    }),
  )
  await Promise.all(waiters)
  const seconds = (performance.now() - began) / 1000
  reportCrowd(context, { times, lost, perSecond: EVENTS / seconds })
}

function reportCrowd(
  context: BenchContext,
  { times, lost, perSecond }: { times: readonly number[]; lost: number; perSecond: number },
): void {
  const { median, p99, max } = quantiles(times)
  const late = times.filter(time => time > LATE).length
  const figures: [string, number, string][] = [
    ['lost, twice or out of order', lost, 'answers'],
    [`later than ${LATE} ms`, late, 'answers'],
    ['median', median, 'ms'],
    ['99 of 100', p99, 'ms'],
    ['slowest', max, 'ms'],
    ['sent, captured and answered', perSecond, 'msg/s'],
  ]
  for (const [what, value, unit] of figures) {
    context.report({
      what: `${WAITERS.toLocaleString('en')} waiters, ${EVENTS.toLocaleString('en')} messages: ${what}`,
      value,
      unit,
      expected: unit === 'answers' ? [atMost(0, value, unit)] : [],
    })
  }
}

interface Answer {
  readonly subject: string | undefined
  readonly cursor: number
  /** When it was there. */
  readonly at: number
}

async function ask(
  agent: Agent,
  url: string,
  { query, after }: { query: string; after: number },
): Promise<Answer> {
  const search = `query=${encodeURIComponent(query)}&after=${after}&timeout=60s`
  const { items, cursor } = await fetchJson<Waited>(agent, `${url}/api/v1/messages/wait?${search}`)
  return { subject: items[0]?.subject, cursor, at: performance.now() }
}

function fetchJson<T>(agent: Agent, url: string): Promise<T> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) resolve(JSON.parse(text) as T)
        else reject(new Error(`${url} answered ${response.statusCode}: ${text}`))
      })
    }).on('error', reject)
  })
}

function quantiles(times: readonly number[]): { median: number; p99: number; max: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
  return { median: at(0.5), p99: at(0.99), max: at(1) }
}
