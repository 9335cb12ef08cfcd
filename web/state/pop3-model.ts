import type { Event, OpenSession } from '../../server/http/contract.ts'
import type { Connect } from './connection.ts'
import { Model } from './model.ts'
import { linesOf, Pop3Client, Pop3ConnectionLost, type Pop3Command } from './pop3-client.ts'
import { deletedCount, maildropOf, restored, withMessage } from './pop3-maildrop.ts'
import type { Pop3Reply } from './pop3-replies.ts'
import { NO_MAILDROP, type Pop3End, type Pop3State } from './pop3-state.ts'
import { appendLines, MASK, type SaidText } from './wire-log.ts'

export interface Pop3ModelOptions {
  readonly connect: (address: string) => Connect
  /** The POP3 sessions that have an account open; null when there is no such account. */
  readonly sessions: (address: string) => Promise<readonly OpenSession[] | null>
}

/** Without a command for so long, the session lets go of the maildrop. Milliseconds. */
export const LETS_GO_AFTER = 60_000

/** Octets that are shown of a message. */
const SHOWN = 512 * 1024
/** Lines of the text that TOP asks for. */
const TOP_LINES = 10
/** Until users are named, any password is right. */
const ANY_PASSWORD = 'facteur'
/** Response codes that say the maildrop is taken (RFC 2449 §8.1.1). */
const IN_USE = 'IN-USE'

/** The POP3 session behind a page. It opens the maildrop when it is asked to, and does not keep it for long. */
export class Pop3Model extends Model<Pop3State> {
  readonly #options: Pop3ModelOptions
  /** The unique-ids of what was fetched, by address: what a program keeps when it leaves copies on the server. */
  readonly #fetched = new Map<string, Set<string>>()
  #client: Pop3Client | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #password = ANY_PASSWORD
  #isShown = false

  constructor(options: Pop3ModelOptions) {
    super(NO_MAILDROP)
    this.#options = options
  }

  /** The address of the account that is looked at; null while none is. */
  get shown(): string | null {
    return this.#isShown ? this.value.address : null
  }

  /** Shows the maildrop of an account, which is opened when that is asked for. */
  show(address: string): void {
    this.#isShown = true
    if (address !== this.value.address) {
      this.letGo('left')
      this.#password = ANY_PASSWORD
      this.set({ ...NO_MAILDROP, address, leavesCopy: this.value.leavesCopy })
    }
    void this.#findHolders()
  }

  /** Nobody looks any more; a session that is open goes on until it was silent for too long. */
  leave(): void {
    this.#isShown = false
  }

  /** Logs in and lists what there is. @param password null: the one that is known */
  async open(password: string | null = null): Promise<void> {
    const { phase, address } = this.value
    if (phase === 'open' || phase === 'opening') return
    this.#password = password ?? this.#password
    this.#change({ phase: 'opening', reason: '', end: null, result: null, failure: null, retrieved: null })
    const client: Pop3Client = new Pop3Client(this.#options.connect(address), {
      said: lines => this.#say(lines),
      closed: text => {
        if (this.#client === client) void this.#lost(text)
      },
    })
    this.#client = client
    await unlessLost(this.#begin(client))
  }

  /** Ends the session as a broken connection does: nothing is deleted. */
  letGo(how: 'silence' | 'left' | 'lost'): void {
    if (this.#client === null) return
    this.#client.close()
    this.#end({ how, marked: deletedCount(this.value.messages) })
  }

  move(step: number): void {
    const { messages, current } = this.value
    const at = messages.findIndex(({ number }) => number === current)
    const to = at < 0 ? 0 : Math.max(0, Math.min(messages.length - 1, at + step))
    this.go(messages[to]?.number ?? null)
  }

  go(number: number | null): void {
    this.#change({ current: number })
  }

  retrieve(): Promise<void> {
    return this.#act(() => this.#read('RETR', this.value.current))
  }

  top(): Promise<void> {
    return this.#act(() => this.#read('TOP', this.value.current))
  }

  /** Marks a message, which QUIT then deletes. */
  delete(): Promise<void> {
    return this.#act(async () => {
      const { current } = this.value
      if (current !== null && (await this.#mark(current))) this.move(1)
    })
  }

  /** Takes all marks back. */
  reset(): Promise<void> {
    return this.#act(async () => {
      if ((await this.#command({ line: 'RSET' })).isOk)
        this.#change({ messages: restored(this.value.messages), result: null })
    })
  }

  /** Ends the session in order, which alone deletes what is marked. */
  quit(): Promise<void> {
    return this.#act(async client => {
      const deleted = deletedCount(this.value.messages)
      if (!(await this.#command({ line: 'QUIT' })).isOk) return
      client.close()
      this.#end({ how: 'quit', deleted })
    })
  }

  setLeavesCopy(leavesCopy: boolean): void {
    this.#change({ leavesCopy })
  }

  /** Does what a mail program does: fetches what it has not fetched before, and marks that or leaves it. */
  fetchAll(): Promise<void> {
    return this.#act(async () => {
      const { leavesCopy, messages } = this.value
      let fetched = 0
      for (const { number, isDeleted, isFetched } of messages) {
        if (isDeleted) continue
        if (!isFetched) {
          if (!(await this.#read('RETR', number))) break
          fetched++
        }
        if (!leavesCopy && !(await this.#mark(number))) break
      }
      this.#change({ result: { fetched, isLeft: leavesCopy } })
    })
  }

  dismissFailure(): void {
    this.#change({ failure: null })
  }

  /** Takes in what the feed tells: somebody may have taken the maildrop, or let go of it. */
  hear(events: readonly Event[]): void {
    const isAwaited =
      this.value.phase === 'missing' ? /^(?:entry\.placed|reset)$/ : /^(?:session\.(?:opened|closed)|reset)$/
    if (events.some(({ type }) => isAwaited.test(type))) void this.#findHolders()
  }

  async #begin(client: Pop3Client): Promise<void> {
    await client.run({ line: `USER ${this.value.address}` })
    const login = await client.run({ line: `PASS ${this.#password}`, shown: `PASS ${MASK}` })
    if (!login.isOk) return this.#refused(client, login)
    const list = await client.run({ line: 'LIST', body: 'lines' })
    const uidl = await client.run({ line: 'UIDL', body: 'lines' })
    if (this.#client !== client) return
    const fetched = this.#fetchedOf(this.value.address)
    const messages = maildropOf(linesOf(list.body), linesOf(uidl.body), fetched)
    this.#change({ phase: 'open', messages, current: messages[0]?.number ?? null, holders: [] })
    this.#keepAwake()
  }

  #refused(client: Pop3Client, { code, text }: Pop3Reply): void {
    if (this.#client !== client) return
    this.#client = null
    client.close()
    this.#change({ phase: code === IN_USE ? 'locked' : 'password', reason: text })
    void this.#findHolders()
  }

  /** Does something within the session, unless it is over or does something else. */
  async #act(work: (client: Pop3Client) => Promise<unknown>): Promise<void> {
    const client = this.#client
    if (client === null || this.value.phase !== 'open' || this.value.isBusy) return
    this.#change({ isBusy: true, failure: null })
    await unlessLost(work(client))
    this.#change({ isBusy: false })
  }

  /** Sends a command; what the server will not do is shown. */
  async #command(command: Pop3Command): Promise<Pop3Reply> {
    const client = this.#client
    if (client === null) throw new Pop3ConnectionLost()
    this.#keepAwake()
    const reply = await client.run(command)
    if (!reply.isOk) this.#change({ failure: reply.line })
    return reply
  }

  async #read(command: 'RETR' | 'TOP', number: number | null): Promise<boolean> {
    const message = this.value.messages.find(message => message.number === number)
    if (message === undefined) return false
    const tail = command === 'TOP' ? ` ${TOP_LINES}` : ''
    const { isOk, body } = await this.#command({
      line: `${command} ${message.number}${tail}`,
      body: 'message',
    })
    if (!isOk || body === null) return false
    const text = new TextDecoder().decode(body.subarray(0, SHOWN))
    const isCut = body.length > SHOWN
    const retrieved = { number: message.number, command, octets: body.length, text, isCut }
    this.#change({ retrieved, result: null })
    if (command === 'RETR') {
      this.#fetchedOf(this.value.address).add(message.uniqueId)
      this.#change({ messages: withMessage(this.value.messages, message.number, { isFetched: true }) })
    }
    return true
  }

  async #mark(number: number): Promise<boolean> {
    const { isOk } = await this.#command({ line: `DELE ${number}` })
    if (isOk)
      this.#change({ messages: withMessage(this.value.messages, number, { isDeleted: true }), result: null })
    return isOk
  }

  #fetchedOf(address: string): Set<string> {
    const fetched = this.#fetched.get(address) ?? new Set()
    this.#fetched.set(address, fetched)
    return fetched
  }

  #keepAwake(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.letGo('silence'), LETS_GO_AFTER)
  }

  async #lost(text: string): Promise<void> {
    const { address, messages } = this.value
    this.#end({ how: 'lost', marked: deletedCount(messages) })
    this.#change({ reason: text })
    const sessions = await this.#options.sessions(address).catch(() => [])
    if (sessions === null && this.value.address === address) this.#change({ phase: 'missing' })
  }

  #end(end: Pop3End): void {
    clearTimeout(this.#timer)
    this.#client = null
    this.#say([{ side: 'note', text: end.how === 'lost' ? 'lost' : 'closed' }])
    this.#change({ phase: 'closed', end, messages: [], current: null, retrieved: null, isBusy: false })
  }

  /** Who has the maildrop, while it is not this session. */
  async #findHolders(): Promise<void> {
    const { address } = this.value
    if (!this.#isShown || this.#client !== null) return
    const sessions = await this.#options.sessions(address).catch(() => [])
    const { phase } = this.value
    if (this.value.address !== address || this.#client !== null) return
    const isFree = sessions?.length === 0 && phase === 'locked'
    const isThere = sessions !== null && phase === 'missing'
    this.#change({
      holders: sessions ?? [],
      phase: sessions === null ? 'missing' : isFree || isThere ? 'closed' : phase,
    })
  }

  #say(lines: readonly SaidText[]): void {
    this.#change({ log: appendLines(this.value.log, lines, Date.now()) })
  }

  #change(change: Partial<Pop3State>): void {
    this.set({ ...this.value, ...change })
  }
}

/** Who tells of a lost connection is the connection. */
async function unlessLost(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Pop3ConnectionLost)) throw error
  }
}
