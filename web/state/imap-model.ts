import type { Event } from '../../server/http/contract.ts'
import type { Response } from '../../server/imap/wire/response.ts'
import type { Connect } from './connection.ts'
import { ConnectionLost, ImapClient, type ImapCommand, type ImapStatus } from './imap-client.ts'
import * as commands from './imap-commands.ts'
import { FolderListing } from './imap-folders.ts'
import { applyResponses, emptyMailbox, missingRange, rowsOf, type ImapEntry } from './imap-mailbox.ts'
import { keptSelection, NOTHING_SELECTED, type ImapSelection } from './imap-selection.ts'
import { NO_SESSION, type ImapState } from './imap-state.ts'
import { wordOf } from './imap-token.ts'
import { Model } from './model.ts'
import { appendLines, type SaidText } from './wire-log.ts'

export interface ImapModelOptions {
  /** Opens sessions of an account. */
  readonly connect: (address: string) => Connect
  /** Tells whether there is such an account. */
  readonly hasAccount: (address: string) => Promise<boolean>
}

/** Entries that are asked for at a time. */
const PAGE = 100
/** Entries that are asked for beyond those in sight. */
const AHEAD = 50
/** Pauses between attempts to connect again, in milliseconds; the last one is kept to. */
const PAUSES = [500, 1000, 2000, 5000, 10_000]
/** Folders are asked for again at most once in this time, in milliseconds. */
const LIST_PAUSE = 500
/** Until users are named, any password is right. */
const ANY_PASSWORD = 'facteur'

const NO_DIALECT: commands.ImapDialect = { offers: new Set(), utf8: false }

/** The IMAP session behind a page: logs in by itself, keeps a folder selected, and connects again when it is cut off. */
export class ImapModel extends Model<ImapState> {
  readonly #options: ImapModelOptions
  #client: ImapClient | null = null
  #dialect = NO_DIALECT
  #listing: FolderListing | null = null
  #isListStale = false
  #listTimer: ReturnType<typeof setTimeout> | undefined
  #retryTimer: ReturnType<typeof setTimeout> | undefined
  #attempts = 0
  #wanted = PAGE
  #isFilling = false
  #password = ANY_PASSWORD

  constructor(options: ImapModelOptions) {
    super(NO_SESSION)
    this.#options = options
  }

  get dialect(): commands.ImapDialect {
    return this.#dialect
  }

  /** The entries of the folder that are known, the newest first. */
  get rows(): readonly ImapEntry[] {
    const { mailbox } = this.value
    return mailbox === null ? [] : rowsOf(mailbox).rows
  }

  /** Shows a folder of an account; connects when there is no session yet. */
  show(address: string, folder: string): void {
    const { value } = this
    if (address !== value.address) {
      this.leave()
      this.#password = ANY_PASSWORD
      this.set({ ...NO_SESSION, address, folder })
    } else if (folder !== value.folder) {
      this.#change({ folder, mailbox: null, folderPhase: 'loading', selection: NOTHING_SELECTED })
      if (value.phase === 'ready') this.reselect()
    }
    if (this.value.phase === 'closed') this.#open()
  }

  /** Ends the session; what it showed stays until another account is asked for. */
  leave(): void {
    clearTimeout(this.#retryTimer)
    clearTimeout(this.#listTimer)
    this.#listTimer = undefined
    const client = this.#client
    this.#client = null
    if (client !== null) {
      client.close()
      this.#say([{ side: 'note', text: 'closed' }])
    }
    this.#change({ phase: 'closed', isIdle: false, failure: null })
  }

  /** Tries the password that the user gave. */
  logIn(password: string): void {
    this.#password = password
    this.#client?.close()
    this.#open()
  }

  /** Connects again now, not after the pause. */
  retry(): void {
    if (this.value.phase === 'lost' || this.value.phase === 'missing') this.#open()
  }

  /** The way to the server is known to be cut, which a connection may not have noticed yet. */
  cut(): void {
    if (this.#client === null) return
    this.#client.close()
    this.#lost('')
  }

  /** Selects the folder again that could not be. */
  reselect(): void {
    void unlessLost(this.#select())
  }

  /** Takes in what the feed tells, of folders that this session has not selected: it says when it is worth asking again. */
  hear(events: readonly Event[]): void {
    const { address, phase } = this.value
    const concerns = events.some(
      event => event.type === 'reset' || ('account' in event && event.account === address),
    )
    if (!concerns) return
    if (phase === 'missing') this.#open()
    else if (phase === 'ready') this.#listSoon()
  }

  /** Makes sure that the newest `count` entries are known, and some more. */
  need(count: number): void {
    if (count + AHEAD <= this.#wanted) return
    this.#wanted = count + AHEAD
    void unlessLost(this.#fill())
  }

  select(selection: ImapSelection): void {
    this.#change({ selection })
  }

  dismissFailure(): void {
    this.#change({ failure: null })
  }

  /**
   * Sends a command that the user asked for. What the server does not obey is shown.
   *
   * @returns whether it was obeyed
   */
  async command(command: ImapCommand): Promise<boolean> {
    if (this.#client === null) return false
    try {
      const { status, text } = await this.#client.run(command)
      this.#change({ failure: status === 'OK' ? null : `${status} ${text}` })
      return status === 'OK'
    } catch (error) {
      if (error instanceof ConnectionLost) return false
      throw error
    }
  }

  /** Asks for all folders and their counts. */
  async list(): Promise<void> {
    if (this.#listing !== null) {
      this.#isListStale = true
      return
    }
    const client = this.#client
    if (client === null) return
    this.#listing = new FolderListing(this.#dialect.utf8)
    try {
      await unlessLost(this.#readFolders(client, this.#listing))
    } finally {
      this.#listing = null
    }
    if (this.#isListStale) this.#listSoon()
  }

  async #readFolders(client: ImapClient, listing: FolderListing): Promise<void> {
    await client.run(commands.list(this.#dialect))
    if (!this.#dialect.offers.has('LIST-STATUS')) {
      for (const { name, isSelectable } of listing.folders)
        if (isSelectable) await client.run(commands.status(name, this.#dialect))
    }
    if (this.#client === client) this.#change({ folders: listing.folders })
  }

  #open(): void {
    clearTimeout(this.#retryTimer)
    this.#change({ phase: 'connecting', reason: '' })
    const client: ImapClient = new ImapClient(this.#options.connect(this.value.address), {
      responded: responses => this.#responded(responses),
      said: lines => this.#say(lines),
      idled: isIdle => this.#change({ isIdle }),
      closed: text => {
        if (this.#client === client) this.#lost(text)
      },
    })
    this.#client = client
    void unlessLost(this.#begin(client))
  }

  async #begin(client: ImapClient): Promise<void> {
    const { address } = this.value
    const status = await client.run(commands.login(address, this.#password))
    if (this.#client !== client) return
    if (status.status !== 'OK') {
      // The connection is let go of: servers do not wait long for a login.
      this.#client = null
      client.close()
      return this.#change({ phase: 'password', reason: status.text })
    }
    this.#dialect = { offers: await offersOf(client, status), utf8: false }
    const extensions = commands.enable(this.#dialect.offers)
    if (extensions !== null) {
      const isEnabled = (await client.run(extensions)).status === 'OK'
      this.#dialect = { ...this.#dialect, utf8: isEnabled && this.#dialect.offers.has('UTF8=ACCEPT') }
    }
    if (this.#client !== client) return
    this.#attempts = 0
    this.#change({ phase: 'ready' })
    void this.list()
    await this.#select()
    if (this.#dialect.offers.has('IDLE')) client.allowIdle()
  }

  async #select(): Promise<void> {
    const client = this.#client
    if (client === null) return
    const { folder } = this.value
    this.#wanted = PAGE
    this.#change({ mailbox: emptyMailbox(folder), folderPhase: 'loading', selection: NOTHING_SELECTED })
    const { status, text } = await client.run(commands.select(folder, this.#dialect))
    if (this.#client !== client || this.value.folder !== folder) return
    if (status !== 'OK') return this.#change({ mailbox: null, folderPhase: 'failed', reason: text })
    await this.#fill()
    if (this.value.folder === folder) this.#change({ folderPhase: 'ready' })
  }

  /** Asks for what is to be known of the folder and is not, as long as that brings something. */
  async #fill(): Promise<void> {
    const client = this.#client
    if (this.#isFilling || client === null) return
    this.#isFilling = true
    try {
      for (let asked = ''; ;) {
        const { mailbox } = this.value
        const range = mailbox === null ? null : missingRange(mailbox, this.#wanted, PAGE)
        const asks = `${mailbox?.name} ${range?.join(':')}`
        if (range === null || asked === asks) break
        asked = asks
        await client.run(commands.fetchEntries(range, this.#dialect))
      }
    } finally {
      this.#isFilling = false
    }
  }

  #responded(responses: readonly Response[]): void {
    this.#listing?.take(responses)
    const before = this.value.mailbox
    if (before === null) return
    const mailbox = applyResponses(before, responses)
    if (mailbox === before) return
    const selection = keptSelection(this.value.selection, rowsOf(before).rows, rowsOf(mailbox).rows)
    this.#change({ mailbox, selection })
    if (this.value.folderPhase === 'ready') void unlessLost(this.#fill())
  }

  #lost(text: string): void {
    this.#client = null
    this.#say([{ side: 'note', text: 'lost' }])
    this.#change({ phase: 'lost', reason: text, isIdle: false })
    const pause = PAUSES[Math.min(this.#attempts++, PAUSES.length - 1)]
    this.#retryTimer = setTimeout(() => void this.#reconnect(), pause)
  }

  /** There may be no such account, or no server at all. */
  async #reconnect(): Promise<void> {
    const { address } = this.value
    const isKnown = await this.#options.hasAccount(address).catch(() => true)
    if (this.value.address !== address || this.value.phase !== 'lost') return
    if (isKnown) this.#open()
    else this.#change({ phase: 'missing' })
  }

  #listSoon(): void {
    this.#isListStale = false
    this.#listTimer ??= setTimeout(() => {
      this.#listTimer = undefined
      void this.list()
    }, LIST_PAUSE)
  }

  #say(lines: readonly SaidText[]): void {
    this.#change({ log: appendLines(this.value.log, lines, Date.now()) })
  }

  #change(change: Partial<ImapState>): void {
    this.set({ ...this.value, ...change })
  }
}

/** What a server offers after the login; it may have said so in its answer. */
async function offersOf(client: ImapClient, { code }: ImapStatus): Promise<ReadonlySet<string>> {
  if (wordOf(code?.[0]) !== 'CAPABILITY') await client.run(commands.capability)
  return client.offers
}

/** Who tells of a lost connection is the connection. */
async function unlessLost(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof ConnectionLost)) throw error
  }
}
