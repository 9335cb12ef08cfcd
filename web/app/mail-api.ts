import type {
  Account,
  Composition,
  HeaderLine,
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
import { rowOfEntry, rowOfSummary, type Row, type RowFlags } from '../state/row.ts'
import type { Source } from '../views/message-details.ts'

/** The most of a source that is shown, in bytes. */
const SHOWN_SOURCE = 512 * 1024
/** More accounts than these are found by searching for them. */
const MOST_ACCOUNTS = 1000

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

  readonly setFlags = async (
    mailbox: Mailbox,
    row: Row,
    flags: Partial<Pick<RowFlags, 'seen' | 'flagged'>>,
  ): Promise<void> => {
    if (mailbox.kind === 'all' || row.uid === null) {
      await this.#client.messages.patch(row.id, flags)
      return
    }
    const names = { '\\Seen': flags.seen, '\\Flagged': flags.flagged }
    const named = (value: boolean) =>
      Object.entries(names).flatMap(([name, set]) => (set === value ? [name] : []))
    await entriesOf(this.#client, mailbox).patch(row.uid, { add: named(true), remove: named(false) })
  }

  readonly remove = async ({ mailbox, rows }: Removal, isLeaving: boolean): Promise<void> => {
    const client = isLeaving ? this.#leaving : this.#client
    await Promise.all(rows.map(row => removeRow(client, mailbox, row)))
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

  readonly headers = (id: string): Promise<readonly HeaderLine[]> => this.#client.messages.headers(id)

  readonly structure = (id: string): Promise<Part> => this.#client.messages.structure(id)

  readonly transcript = (id: string): Promise<readonly TranscriptLine[]> =>
    this.#client.messages.transcript(id)

  readonly watch: Client['watch'] = (listener, options) => this.#client.watch(listener, options)
}

function entriesOf(client: Client, { address, folder }: Mailbox & { kind: 'folder' }) {
  return client.folders(address).entries(folder)
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
