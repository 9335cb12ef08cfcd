import type {
  Account,
  CheckReport,
  Composition,
  Event,
  HeaderLine,
  Info,
  Journey,
  Page,
  Part,
  ReadyMadeAddress,
  Thread,
  TranscriptLine,
} from '../../server/http/contract.ts'
import { createClient, type Client } from '../../server/client/client.ts'
import type { AnswerKind, Draft } from '../state/draft.ts'
import type { PageRequest } from '../state/list-model.ts'
import type { Shown } from '../state/list-state.ts'
import type { Mailbox } from '../state/mailbox.ts'
import type { ReadMessage } from '../state/message-model.ts'
import type { MakeReport } from '../state/report-model.ts'
import type { Removal } from '../state/removal-model.ts'
import { messagePatch, type RowChange } from '../state/row-change.ts'
import { rowOfEntry, rowOfSummary, type Row } from '../state/row.ts'
import { uidSets } from '../state/uid-sets.ts'
import type { Source } from '../views/message-details.ts'
import { compositionOf } from './composition.ts'
import type { Writing } from './route.ts'

/** The most of a source that is shown, in bytes. */
const SHOWN_SOURCE = 512 * 1024
/** More accounts than these are found by searching for them. */
const MOST_ACCOUNTS = 1000
/** Messages that one query names; a query has 250 terms at most. */
const MOST_IDS = 200

/** What the models ask of the server, in their own words, by means of the public client. */
export class MailApi implements ReadMessage {
  readonly #client: Client
  /** Its requests outlive the page. */
  readonly #leaving: Client

  constructor() {
    this.#client = createClient()
    this.#leaving = createClient({ fetch: (input, init) => fetch(input, { ...init, keepalive: true }) })
  }

  readonly page = async ({ mailbox, query }: Shown, request: PageRequest): Promise<Page<Row>> => {
    const options = { ...request, query: query === '' ? undefined : query }
    if (mailbox.kind === 'all') {
      const page = await this.#client.messages.list(options)
      return { ...page, items: page.items.map(rowOfSummary) }
    }
    const page = await entriesOf(this.#client, mailbox).list(options)
    return { ...page, items: page.items.map(rowOfEntry) }
  }

  message(id: string) {
    return this.#client.messages.get(id)
  }

  async row(mailbox: Mailbox, id: string): Promise<Row | undefined> {
    const { items } = await this.page({ mailbox, query: `id:${id}` }, { limit: 1 })
    return items[0]
  }

  /** Changes flags of messages as `mailbox` sees them; the feed then tells of it. */
  readonly change = async (mailbox: Mailbox, rows: readonly Row[], change: RowChange): Promise<void> => {
    const patch = messagePatch(change)
    if (mailbox.kind === 'all') {
      for (const query of queriesOf(rows)) await this.#client.messages.patchAll(patch, query)
      return
    }
    const entries = entriesOf(this.#client, mailbox)
    for (const uids of uidSets(rows)) await entries.patchAll(patch, { uids })
  }

  /** Marks as read all that a list has, loaded or not. */
  readonly markAllRead = async ({ mailbox, query }: Shown): Promise<void> => {
    const unread = query === '' ? 'is:unread' : `(${query}) is:unread`
    if (mailbox.kind === 'all') await this.#client.messages.patchAll({ seen: true }, unread)
    else await entriesOf(this.#client, mailbox).patchAll({ seen: true }, { query: unread })
  }

  /** All at once, as a page that goes has no time to wait; in few requests, as browsers let it leave only so many behind. */
  readonly remove = async ({ mailbox, rows }: Removal, isLeaving: boolean): Promise<void> => {
    const client = isLeaving ? this.#leaving : this.#client
    if (mailbox.kind === 'all') {
      await Promise.all(queriesOf(rows).map(query => client.messages.deleteAll(query)))
      return
    }
    const entries = entriesOf(client, mailbox)
    await Promise.all(uidSets(rows).map(uids => entries.deleteAll({ uids }))).catch(unlessGone)
  }

  readonly deleteAll = (query: string) => this.#client.messages.deleteAll(query === '' ? undefined : query)

  send(message: Composition) {
    return this.#client.messages.inject(message)
  }

  add(raw: Uint8Array) {
    return this.#client.messages.inject(raw)
  }

  /** Hands in what was written; gives the message that it became. @param id the message that it is about */
  readonly write = async (writing: Writing, id: string | null, draft: Draft) => {
    const composition = await compositionOf(draft)
    const { messages } = this.#client
    if (writing === 'compose' || id === null) return messages.inject(composition)
    return answer(messages, id, writing, composition)
  }

  readonly accounts = (): Promise<Page<Account>> => this.#client.accounts.list({ limit: MOST_ACCOUNTS })

  readonly account = (address: string): Promise<Account> => this.#client.accounts.get(address)

  readonly info = () => this.#client.info()

  readonly clock = () => this.#client.clock.get()

  readonly source = async (id: string): Promise<Source> => {
    const bytes = await this.#client.messages.raw(id)
    const shown = bytes.subarray(0, SHOWN_SOURCE)
    return { text: new TextDecoder().decode(shown), shown: shown.length, whole: bytes.length }
  }

  /** How many references of the HTML lead to other sites. */
  readonly remoteReferences = async (id: string): Promise<number> => {
    const answer = await fetch(this.#client.messages.url(id, 'html'), { method: 'HEAD' })
    return Number(answer.headers.get('facteur-remote-references') ?? 0)
  }

  readonly headers = (id: string): Promise<readonly HeaderLine[]> => this.#client.messages.headers(id)

  readonly structure = (id: string): Promise<Part> => this.#client.messages.structure(id)

  readonly journey = (id: string): Promise<Journey> => this.#client.messages.journey(id)

  readonly authentication = (id: string): Promise<CheckReport> =>
    this.#client.messages.check(id, 'authentication')

  readonly readyMade = (): Promise<readonly ReadyMadeAddress[]> => this.#client.world.readyMade()

  /** Has a report made on a message, on behalf of a recipient. */
  readonly report: MakeReport = (id, { kind, recipient }) => {
    const { messages } = this.#client
    const by = recipient === undefined ? {} : { recipient }
    if (kind === 'complaint') return messages.complain(id, by)
    if (kind === 'auto-reply') return messages.autoReply(id, by)
    if (kind === 'receipt') return messages.markRead(id, by)
    return messages.bounce(id, { kind, ...by })
  }

  readonly thread = (id: string): Promise<Thread> => this.#client.messages.thread(id)

  /** The beginning of an attachment that is text, in the charset that it is sent in. @param file `id/n` */
  readonly attachmentText = async (file: string): Promise<Source> => {
    const [id = '', n = ''] = file.split('/')
    const response = await fetch(this.#client.messages.url(id, `attachments/${n}`))
    if (!response.ok) throw new Error(response.statusText)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const shown = bytes.subarray(0, SHOWN_SOURCE)
    const charset = /charset="?([\w.:+-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1]
    return { text: decodeText(shown, charset), shown: shown.length, whole: bytes.length }
  }

  readonly transcript = (id: string): Promise<readonly TranscriptLine[]> =>
    this.#client.messages.transcript(id)

  /** Tells of mail that was refused, also of that before, as far as the server still knows it. */
  watchRefusals(
    listener: (events: Event[]) => void,
    info: Info | null,
    onConnection: (isConnected: boolean) => void,
  ): void {
    const remembered = info?.limits['feedRing'] ?? 0
    const after = info === null ? undefined : Math.max(0, info.cursor - remembered)
    this.#client.watch(listener, { after, types: ['session.refused'], onConnection })
  }

  readonly watch: Client['watch'] = (listener, options) => this.#client.watch(listener, options)
}

/** @param charset as the sender names it; one that browsers do not know is read as UTF-8 */
function decodeText(bytes: Uint8Array, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

function answer(messages: Client['messages'], id: string, kind: AnswerKind, composition: Composition) {
  if (kind === 'forward') return messages.forward(id, { ...composition, to: composition.to ?? [] })
  return messages.reply(id, composition)
}

function entriesOf(client: Client, { address, folder }: Mailbox & { kind: 'folder' }) {
  return client.folders(address).entries(folder)
}

/** Queries that together name the messages of `rows`. */
function queriesOf(rows: readonly Row[]): readonly string[] {
  const terms = [...new Set(rows.map(row => `id:${row.id}`))]
  const queries: string[] = []
  for (let start = 0; start < terms.length; start += MOST_IDS) {
    queries.push(terms.slice(start, start + MOST_IDS).join(' OR '))
  }
  return queries
}

/** Entries whose folder is gone are as good as deleted. */
function unlessGone(error: unknown): void {
  if ((error as { status?: unknown }).status !== 404) throw error
}
