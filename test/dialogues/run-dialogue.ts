import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import type { Dialogue, DialogueEvent, Step } from './dialogue.ts'
import { LineQueue } from './line-queue.ts'

/** How what a client sends without waiting for an answer is cut: in one write, a line each, a byte each. */
export type Cut = 'whole' | 'line' | 'byte'

export interface DialogueOptions {
  /** Opens a new connection to the server. */
  readonly connect: () => Duplex | Promise<Duplex>
  readonly cut?: Cut
  /** Looks whether what a `=` line says is true; throws when it is not. */
  readonly check?: (name: string, value: string) => void | Promise<void>
}

/** One client of a dialogue. */
class DialogueSession {
  readonly #cut: Cut
  #stream: Duplex
  #lines: LineQueue
  #unsent: Buffer[] = []

  constructor(stream: Duplex, cut: Cut) {
    this.#cut = cut
    this.#stream = stream
    this.#lines = new LineQueue(stream)
  }

  send(bytes: Buffer): void {
    this.#unsent.push(bytes)
  }

  async flush(): Promise<void> {
    const lines = this.#unsent
    this.#unsent = []
    if (lines.length === 0) return
    for (const part of cutUp(lines, this.#cut)) {
      this.#stream.write(part)
      if (this.#cut !== 'whole') await setImmediate()
    }
  }

  async expect(text: string): Promise<void> {
    const line = await this.#lines.next()
    const pattern = text.split('…').map(escapeRegExp).join('.*')
    if (line === null || !new RegExp(`^${pattern}$`, 's').test(line)) {
      throw new Error(
        `the server should have said\n  ${text}\nbut it ${line === null ? 'closed' : `said\n  ${line}`}`,
      )
    }
  }

  async handle(event: DialogueEvent): Promise<void> {
    switch (event) {
      case 'client ends':
        this.#stream.end()
        return
      case 'client resets':
        ;(this.#stream as Socket).resetAndDestroy()
        return
      case 'client starts tls': {
        const encrypted = connectTls({ socket: this.#lines.release(), rejectUnauthorized: false })
        await once(encrypted, 'secureConnect')
        this.#stream = encrypted
        this.#lines = new LineQueue(encrypted)
        return
      }
      case 'server closes': {
        const line = await this.#lines.next()
        if (line !== null)
          throw new Error(`the server should have closed the connection, but it said\n  ${line}`)
      }
    }
  }

  close(): void {
    this.#stream.destroy()
  }
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

function cutUp(lines: readonly Buffer[], cut: Cut): Buffer[] {
  if (cut === 'line') return [...lines]
  const whole = Buffer.concat(lines)
  return cut === 'whole' ? [whole] : Array.from(whole, byte => Buffer.from([byte]))
}

async function runStep(step: Step, session: DialogueSession, check: DialogueOptions['check']): Promise<void> {
  switch (step.kind) {
    case 'client':
      return session.send(step.bytes)
    case 'server':
      return session.expect(step.text)
    case 'event':
      return session.handle(step.event)
    case 'check':
      if (check === undefined) throw new Error('this suite has no checks')
      return check(step.name, step.value)
  }
}

/** Plays the client's part of a dialogue and holds the server to its own. Throws at the first line that differs. */
export async function runDialogue(dialogue: Dialogue, options: DialogueOptions): Promise<void> {
  const sessions = new Map<number, DialogueSession>()
  const sessionOf = async (number: number): Promise<DialogueSession> => {
    const known = sessions.get(number)
    if (known !== undefined) return known
    const session = new DialogueSession(await options.connect(), options.cut ?? 'whole')
    sessions.set(number, session)
    return session
  }
  try {
    for (const step of dialogue.steps) {
      const session = await sessionOf(step.kind === 'check' ? 1 : step.session)
      try {
        if (step.kind !== 'client') for (const talker of sessions.values()) await talker.flush()
        await runStep(step, session, options.check)
      } catch (error) {
        throw new Error(`line ${step.line}: ${(error as Error).message}`, { cause: error })
      }
    }
  } finally {
    for (const session of sessions.values()) session.close()
  }
}
