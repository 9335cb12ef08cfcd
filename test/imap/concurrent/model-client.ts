import { duplexPair } from 'node:stream'
import type { Duplex } from 'node:stream'
import { LineQueue } from '../../dialogues/line-queue.ts'
import { BOB, type Imap } from '../start-imap.ts'
import { Picture, numbersOf } from './picture.ts'

/** What a client has switched on. */
export type Dialect = 'plain' | 'CONDSTORE' | 'QRESYNC' | 'IMAP4rev2'

/** What a client that knows QRESYNC keeps of a folder while it is away. */
interface Cache {
  readonly uidValidity: number
  readonly modseq: number
  readonly messages: Map<number, readonly string[]>
  /** Sequence numbers and UIDs as they were. */
  readonly numbers: readonly (readonly [sequence: number, uid: number])[]
}

/** A mail program that believes all it is told, over a stream to the real server. */
export class ModelClient {
  readonly dialect: Dialect
  readonly #imap: Imap
  #stream!: Duplex
  #lines!: LineQueue
  #tag = 0
  picture = new Picture()
  /** The name of the selected folder. */
  folder: string | null = null
  readOnly = false
  idle = false
  #uidValidity = 0
  /** What the last answers said went while it was away. */
  #earlier: number[] = []
  /** RFC 7162 §6: up to here it knows all changes of the folder. */
  #modseq = 0

  constructor(imap: Imap, dialect: Dialect) {
    this.#imap = imap
    this.dialect = dialect
  }

  /** Connects, logs in and switches on what it knows. */
  async open(): Promise<void> {
    const [near, far] = duplexPair()
    this.#stream = near
    this.#lines = new LineQueue(near)
    this.#imap.server.open(far, { address: '127.0.0.1', port: 50_000, tls: false })
    await this.#lines.next()
    await this.say(`LOGIN ${BOB} any`)
    if (this.dialect !== 'plain') await this.say(`ENABLE ${this.dialect}`)
  }

  /** Says a command, believes every response to it, and gives the tagged answer without its tag. */
  async say(command: string): Promise<string> {
    const tag = `t${++this.#tag}`
    this.#stream.write(`${tag} ${command}\r\n`)
    return this.#hear(tag, /^(FETCH|STORE) /.test(command))
  }

  async startIdle(): Promise<void> {
    this.#stream.write(`t${++this.#tag} IDLE\r\n`)
    await this.#lines.next()
    this.idle = true
  }

  async stopIdle(): Promise<void> {
    if (!this.idle) return
    this.idle = false
    this.#stream.write('DONE\r\n')
    await this.#hear(`t${this.#tag}`)
    await this.learn()
  }

  async select(name: string, { readOnly }: { readOnly: boolean }): Promise<void> {
    this.#begin(name, readOnly)
    await this.say(`${readOnly ? 'EXAMINE' : 'SELECT'} ${name}`)
    await this.learn()
  }

  /** Asks for what it does not know of messages that it was told exist. */
  async learn(): Promise<void> {
    const unknown = this.picture.messages.flatMap(({ uid, flags }, index) =>
      uid === null || flags === null ? [index + 1] : [],
    )
    if (unknown.length > 0) await this.say(`FETCH ${unknown.join()} (UID FLAGS)`)
  }

  /** Loses the connection, and comes back with all that it knew. Gives what it knows then, by UID. */
  async comeBack({ names, matches }: { names: boolean; matches: boolean }): Promise<void> {
    const cache = this.#cache()
    const { folder, readOnly } = this
    this.idle = false
    this.#stream.end()
    await this.open()
    this.#begin(folder!, readOnly)
    await this.say(
      `${readOnly ? 'EXAMINE' : 'SELECT'} ${folder} (QRESYNC (${resyncArguments(cache, { names, matches })}))`,
    )
    await this.#bringUpToDate(cache)
  }

  close(): void {
    this.#stream.end()
  }

  #begin(name: string, readOnly: boolean): void {
    this.picture = new Picture()
    this.folder = name
    this.readOnly = readOnly
  }

  #cache(): Cache {
    const known = this.picture.messages.flatMap(({ uid, flags }, index) =>
      uid === null || flags === null ? [] : [{ sequence: index + 1, uid, flags }],
    )
    return {
      uidValidity: this.#uidValidity,
      modseq: this.#modseq,
      messages: new Map(known.map(({ uid, flags }) => [uid, flags])),
      numbers: known.map(({ sequence, uid }) => [sequence, uid]),
    }
  }

  /** What it was told at SELECT is put into the cache; then it asks for what is new, and has the whole picture. */
  async #bringUpToDate({ messages }: Cache): Promise<void> {
    for (const uid of this.#earlier) messages.delete(uid)
    for (const { uid, flags } of this.picture.messages) if (uid !== null) messages.set(uid, flags!)
    const last = Math.max(0, ...messages.keys())
    await this.say(`UID FETCH ${last + 1}:* (UID FLAGS)`)
    for (const { uid, flags } of this.picture.messages) if (uid !== null) messages.set(uid, flags!)
    const all = [...messages].sort(([a], [b]) => a - b)
    if (all.length !== this.picture.messages.length) {
      throw new Error(`it has ${all.length} messages in mind, and there are ${this.picture.messages.length}`)
    }
    all.forEach(([uid, flags], index) => {
      const told = this.picture.messages[index]!
      if (told.uid !== null && told.uid !== uid)
        throw new Error(`message ${index + 1} is ${told.uid}, not ${uid}`)
      this.picture.messages[index] = { uid, flags }
    })
  }

  /** @param numbered whether the command uses numbers, so that none may go meanwhile (RFC 9051 §7.5.1) */
  async #hear(tag: string, numbered = false): Promise<string> {
    this.#earlier = []
    let code: number | null = null
    for (;;) {
      const line = await this.#lines.next()
      if (line === null) throw new Error('the server closed the connection')
      code = Number(/\[HIGHESTMODSEQ (\d+)\]/.exec(line)?.[1] ?? code ?? Number.NaN)
      if (Number.isNaN(code)) code = null
      this.#uidValidity = Number(/\[UIDVALIDITY (\d+)\]/.exec(line)?.[1] ?? this.#uidValidity)
      const earlier = /^\* VANISHED \(EARLIER\) (.*)$/.exec(line)?.[1]
      if (earlier !== undefined) this.#earlier.push(...numbersOf(earlier))
      if (line.startsWith(`${tag} `)) {
        this.#advance(code)
        return line.slice(tag.length + 1)
      }
      if (numbered && /^\* (\d+ EXPUNGE|VANISHED [^(])/.test(line))
        throw new Error(`${line}: that is not allowed now`)
      this.picture.apply(line)
    }
  }

  /** RFC 7162 §6: the code counts if there was one, else the greatest that was told. */
  #advance(code: number | null): void {
    this.#modseq = code ?? Math.max(this.#modseq, ...this.picture.modseqs)
    this.picture.modseqs = []
  }
}

function resyncArguments(
  { uidValidity, modseq, messages, numbers }: Cache,
  { names, matches }: { names: boolean; matches: boolean },
): string {
  const known = names && messages.size > 0 ? ` ${[...messages.keys()].join()}` : ''
  const sample = numbers.filter((_, index) => index % 2 === 0)
  const match =
    matches && sample.length > 0
      ? ` (${sample.map(([sequence]) => sequence).join()} ${sample.map(([, uid]) => uid).join()})`
      : ''
  return `${uidValidity} ${modseq}${known}${match}`
}
