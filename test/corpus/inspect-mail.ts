import type { Message, Page, Summary } from '../../server/http/contract.ts'
import { formatMail } from '../bench/mail.ts'
import type { SmtpExchange } from '../bench/smtp-exchange.ts'
import type { Agreed } from './manifest.ts'

/** Longest time, in milliseconds, that any one step may take for a mail under a megabyte. */
const PATIENCE = 50
const LARGE = 1024 * 1024
/** Characters of a subject that a manifest holds. */
const MANIFEST_SUBJECT = 200

/** What was found out about one mail. */
export interface Inspection {
  readonly id: string | undefined
  readonly problems: readonly string[]
  /** The step that took longest. */
  readonly slowest: { readonly step: string; readonly milliseconds: number }
}

/**
 * Sends one mail over SMTP, then reads it in every way that the API offers.
 *
 * @param api address of the API, `http://…/api/v1`
 * @param raw the message as it goes over the wire, before dot-stuffing
 */
export async function inspectMail(
  api: string,
  exchange: SmtpExchange,
  raw: Buffer,
  agreed: Agreed | undefined,
): Promise<Inspection> {
  const inspector = new Inspector(api, raw.length)
  await inspector.step('send', () => exchange.send(formatMail('corpus@app.test', 'corpus@example.test', raw)))
  const summary = await inspector.step('list', () => inspector.newest(raw.length))
  if (summary !== undefined) await inspector.read(summary, raw, agreed)
  return { id: summary?.id, problems: inspector.problems, slowest: inspector.slowest }
}

class Inspector {
  readonly problems: string[] = []
  slowest = { step: 'none', milliseconds: 0 }
  readonly #api: string
  readonly #size: number

  constructor(api: string, size: number) {
    this.#api = api
    this.#size = size
  }

  /** Runs one step; what it throws, and a step that takes too long, is a problem. */
  async step<T>(name: string, run: () => Promise<T>): Promise<T | undefined> {
    const since = performance.now()
    let result: T | undefined
    try {
      result = await run()
    } catch (error) {
      this.problems.push(`${name}: ${(error as Error).message}`)
    }
    const milliseconds = performance.now() - since
    if (milliseconds > this.slowest.milliseconds) this.slowest = { step: name, milliseconds }
    if (this.#size < LARGE && milliseconds > PATIENCE) this.problems.push(slow(name, milliseconds))
    return result
  }

  async newest(size: number): Promise<Summary> {
    const { items } = await this.#json<Page<Summary>>('/messages?limit=1')
    const [summary] = items
    if (summary?.size !== size)
      throw new Error(`${size} bytes were sent, the newest message has ${summary?.size}`)
    return summary
  }

  async read(summary: Summary, raw: Buffer, agreed: Agreed | undefined): Promise<void> {
    const { id } = summary
    await this.step('raw', async () => {
      const { status, body } = await this.#get(`/messages/${id}/raw`)
      if (status !== 200 || !body.equals(raw)) throw new Error('is not what was sent, byte for byte')
    })
    const message = await this.step('message', () => this.#json<Message>(`/messages/${id}`))
    if (message === undefined) return
    for (const view of ['headers', 'structure', 'transcript']) {
      await this.step(view, () => this.#expect(`/messages/${id}/${view}`, [200]))
    }
    for (const view of ['html', 'text'] as const) {
      await this.step(view, () =>
        this.#expect(`/messages/${id}/${view}`, message[view] === null ? [200, 404] : [200]),
      )
    }
    for (const attachment of message.attachments)
      await this.step('attachment', () => this.#attachment(id, attachment))
    await this.step('search', () => this.#search(message))
    if (agreed !== undefined) this.#compare(summary, message, agreed)
  }

  async #attachment(id: string, { n, size }: Message['attachments'][number]): Promise<void> {
    const { status, body } = await this.#get(`/messages/${id}/attachments/${n}`)
    if (status !== 200) throw new Error(`number ${n} answered ${status}`)
    if (body.length !== size)
      throw new Error(`number ${n} has ${body.length} bytes, the message says ${size}`)
  }

  async #search({ id, subject }: Message): Promise<void> {
    // Quotes end a phrase and backslashes escape: the longest run without them is searched, and no more than a person types.
    const [longest = ''] = subject.split(/["\\]/).toSorted((a, b) => b.length - a.length)
    const phrase = longest.slice(0, 100).trim()
    if (phrase === '') return
    const query = encodeURIComponent(`subject:"${phrase}"`)
    const { items } = await this.#json<Page<Summary>>(`/messages?limit=1000&query=${query}`)
    if (!items.some(item => item.id === id)) throw new Error(`does not find ${JSON.stringify(phrase)}`)
  }

  #compare(summary: Summary, message: Message, agreed: Agreed): void {
    const differ = (what: string, ours: unknown, theirs: unknown) => {
      if (theirs !== undefined && ours !== theirs) {
        this.problems.push(`${what}: ${JSON.stringify(ours)}, others say ${JSON.stringify(theirs)}`)
      }
    }
    differ('subject', comparable(summary.subject), agreed.subject && comparable(agreed.subject))
    differ('from', (summary.from[0]?.address ?? '').toLowerCase(), agreed.from?.toLowerCase())
    differ('attachments in the list', summary.attachments, agreed.attachments)
    differ('attachments', message.attachments.length, agreed.attachments)
  }

  async #expect(path: string, statuses: readonly number[]): Promise<void> {
    const { status, body } = await this.#get(path)
    if (!statuses.includes(status)) throw new Error(`answered ${status}: ${body.subarray(0, 200).toString()}`)
  }

  async #json<T>(path: string): Promise<T> {
    const { status, body } = await this.#get(path)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${body.subarray(0, 200).toString()}`)
    return JSON.parse(body.toString()) as T
  }

  async #get(path: string): Promise<{ status: number; body: Buffer }> {
    const response = await fetch(`${this.#api}${path}`)
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) }
  }
}

function slow(step: string, milliseconds: number): string {
  return `${step}: slow, ${milliseconds.toFixed(0)} ms`
}

/** Whether a problem is one of time, which a busy machine may have caused. */
export function isSlowness(problem: string): boolean {
  return problem.includes(': slow, ')
}

/** White space folded, and as much of it as a manifest holds. */
function comparable(subject: string): string {
  const folded = subject.replaceAll(/\s+/g, ' ').trim()
  return Array.from(folded).slice(0, MANIFEST_SUBJECT).join('').trim()
}
