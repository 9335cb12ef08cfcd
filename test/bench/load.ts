import { makeMail } from './make-mail.ts'
import type { Mail } from './mail.ts'
import { SmtpExchange, type Manner } from './smtp-exchange.ts'

/** What the load is made of. */
export interface Load {
  readonly host: string
  readonly port: number
  readonly manner: Manner
  readonly clients: number
  /** Bytes of one message. */
  readonly size: number
  /** The run ends when this many messages have been sent … */
  readonly messages?: number
  /** … or when this many milliseconds have passed. */
  readonly milliseconds?: number
}

export interface LoadResult {
  readonly sent: number
  readonly perSecond: number
  /** Milliseconds from the first command of a message to its last reply, sorted quantiles. */
  readonly median: number
  readonly p99: number
  readonly max: number
}

/** A timed run sends mails made beforehand, this many bytes of them, round robin. */
const VARIETY_BYTES = 4 * 1024 * 1024

/** Messages of one client that are on their way at a time, when it pipelines. */
const WINDOW = 8

/** Sends mail with a number of clients at once and tells how fast it went. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const clients = Array.from({ length: load.clients })
  if (load.manner === 'connection') {
    const run = new Run(load)
    await Promise.all(clients.map(() => connectForEach(load, run)))
    return run.result()
  }
  const exchanges = await Promise.all(clients.map(() => SmtpExchange.open(load.host, load.port)))
  // Connections that are kept are no part of what is measured: the clock starts when they stand.
  const run = new Run(load)
  const send = load.manner === 'pooled' ? pooled : pipelined
  await Promise.all(exchanges.map(exchange => send(exchange, run)))
  for (const exchange of exchanges) exchange.destroy()
  return run.result()
}

class Run {
  readonly #load: Load
  readonly #prepared: readonly Mail[]
  readonly #times: number[] = []
  readonly #began: number
  #taken = 0

  constructor(load: Load) {
    this.#load = load
    const variety = Math.max(10, Math.min(1000, Math.floor(VARIETY_BYTES / load.size)))
    const prepare = load.milliseconds === undefined ? 0 : variety
    this.#prepared = Array.from({ length: prepare }, (_, n) => makeMail(n, load.size))
    this.#began = performance.now()
  }

  /** The next mail to send; undefined when the run is over. */
  take(): Mail | undefined {
    const { messages, milliseconds, size } = this.#load
    if (messages !== undefined && this.#taken >= messages) return undefined
    if (milliseconds !== undefined && performance.now() >= this.#began + milliseconds) return undefined
    const n = this.#taken++
    return this.#prepared[n % this.#prepared.length] ?? makeMail(n, size)
  }

  takeUpTo(count: number): Mail[] {
    const mails: Mail[] = []
    for (let mail; mails.length < count && (mail = this.take()) !== undefined;) mails.push(mail)
    return mails
  }

  sent(since: number): void {
    this.#times.push(performance.now() - since)
  }

  result(): LoadResult {
    const seconds = (performance.now() - this.#began) / 1000
    const sorted = this.#times.toSorted((a, b) => a - b)
    const quantile = (q: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
    return {
      sent: sorted.length,
      perSecond: sorted.length / seconds,
      median: quantile(0.5),
      p99: quantile(0.99),
      max: quantile(1),
    }
  }
}

async function connectForEach(load: Load, run: Run): Promise<void> {
  for (let mail = run.take(); mail !== undefined; mail = run.take()) {
    const since = performance.now()
    const exchange = await SmtpExchange.open(load.host, load.port)
    await exchange.send(mail)
    await exchange.quit()
    run.sent(since)
  }
}

async function pooled(exchange: SmtpExchange, run: Run): Promise<void> {
  for (let mail = run.take(); mail !== undefined; mail = run.take()) {
    const since = performance.now()
    await exchange.send(mail)
    run.sent(since)
  }
}

async function pipelined(exchange: SmtpExchange, run: Run): Promise<void> {
  const since: number[] = []
  for (;;) {
    const mails = run.takeUpTo(WINDOW - since.length)
    const now = performance.now()
    for (const _ of mails) since.push(now)
    exchange.sendAhead(mails)
    if (since.length === 0) return
    const done = await exchange.done()
    for (const began of since.splice(0, done)) run.sent(began)
  }
}
