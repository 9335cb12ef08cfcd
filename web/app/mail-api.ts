import type {
  Account,
  Composition,
  Event,
  HeaderLine,
  Info,
  Page,
  Part,
  TranscriptLine,
} from '../../server/http/contract.ts'
import { createClient, type Client } from '../../server/client/client.ts'
import type { PageRequest } from '../state/list-model.ts'
import type { Shown } from '../state/list-state.ts'
import type { Mailbox } from '../state/mailbox.ts'
import type { ReadMessage } from '../state/message-model.ts'
import type { Removal } from '../state/removal-model.ts'
import { entryPatch, messagePatch, type RowChange } from '../state/row-change.ts'
import { rowOfEntry, rowOfSummary, type Row } from '../state/row.ts'
import type { Source } from '../views/message-details.ts'
import { atMost } from './at-most.ts'

/** The most of a source that is shown, in bytes. */
const SHOWN_SOURCE = 512 * 1024
/** More accounts than these are found by searching for them. */
const MOST_ACCOUNTS = 1000
/** The most that the API gives at once. */
const LARGEST_PAGE = 1000
/** Requests under way at a time; browsers hold back what is more. */
const AT_ONCE = 6

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
  readonly change = (mailbox: Mailbox, rows: readonly Row[], change: RowChange): Promise<void> =>
    atMost(AT_ONCE, rows, row => changeRow(this.#client, mailbox, row, change))

  /** Marks as read all that a list has, loaded or not. */
  readonly markAllRead = async ({ mailbox, query }: Shown): Promise<void> => {
    const unread = { mailbox, query: query === '' ? 'is:unread' : `(${query}) is:unread` }
    for (;;) {
      const { items } = await this.page(unread, { limit: LARGEST_PAGE })
      if (items.length === 0) return
      await this.change(mailbox, items, { seen: true })
    }
  }

  readonly remove = async ({ mailbox, rows }: Removal, isLeaving: boolean): Promise<void> => {
    const client = isLeaving ? this.#leaving : this.#client
    // A page that goes has no time to wait for answers.
    await atMost(isLeaving ? rows.length : AT_ONCE, rows, row => removeRow(client, mailbox, row))
  }

  readonly deleteAll = (query: string) => this.#client.messages.deleteAll(query === '' ? undefined : query)

  send(message: Composition) {
    return this.#client.messages.inject(message)
  }

  add(raw: Uint8Array) {
    return this.#client.messages.inject(raw)
  }

  readonly accounts = (): Promise<Page<Account>> => this.#client.accounts.list({ limit: MOST_ACCOUNTS })

  readonly info = () => this.#client.info()

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

  readonly transcript = (id: string): Promise<readonly TranscriptLine[]> =>
    this.#client.messages.transcript(id)

  /** Tells of mail that was refused, also of that before, as far as the server still knows it. */
  watchRefusals(listener: (events: Event[]) => void, info: Info | null): void {
    const remembered = info?.limits['feedRing'] ?? 0
    const after = info === null ? undefined : Math.max(0, info.cursor - remembered)
    this.#client.watch(listener, { after, types: ['session.refused'] })
  }

  readonly watch: Client['watch'] = (listener, options) => this.#client.watch(listener, options)
}

function entriesOf(client: Client, { address, folder }: Mailbox & { kind: 'folder' }) {
  return client.folders(address).entries(folder)
}

async function changeRow(client: Client, mailbox: Mailbox, row: Row, change: RowChange): Promise<void> {
  if (mailbox.kind === 'all' || row.uid === null) {
    await client.messages.patch(row.id, messagePatch(row, change))
    return
  }
  await entriesOf(client, mailbox).patch(row.uid, entryPatch(change))
}

/** What is gone already is as good as deleted. */
async function removeRow(client: Client, mailbox: Mailbox, row: Row): Promise<void> {
  try {
    if (mailbox.kind === 'all' || row.uid === null) await client.messages.delete(row.id)
    else await entriesOf(client, mailbox).delete(row.uid)
  } catch (error) {
    if ((error as { status?: unknown }).status !== 404) throw error
  }
}
