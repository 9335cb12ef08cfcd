import { randomBytes, randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { DomainError } from '../mailbox/domain-error.ts'
import { FetchRecord } from '../mailbox/fetch-record.ts'
import { accountOfLogin } from '../mailbox/login.ts'
import type { Store } from '../mailbox/store.ts'
import type { TlsMaterial } from '../net/certificate.ts'
import type { SaslExchange } from '../net/sasl.ts'
import type { OpenSession, SessionRegistry } from '../net/sessions.ts'
import type { StreamFacts } from '../net/stream-facts.ts'
import type { Users } from '../net/users.ts'
import { no, ok } from './answer.ts'
import type { Pop3Answer } from './answer.ts'
import type { Pop3State } from './command.ts'
import type { Pop3Limits } from './limits.ts'
import { Maildrop } from './maildrop.ts'
import type { MaildropLocks } from './maildrop-locks.ts'

/** What all sessions of a server share. */
export interface Pop3Context {
  readonly store: Store
  readonly clock: Clock
  readonly sessions: SessionRegistry
  readonly users: Users
  /** The certificate for STLS; null when there is none. */
  readonly tls: TlsMaterial | null
  /** The name of this server. */
  readonly hostname: string
  readonly limits: Pop3Limits
  readonly locks: MaildropLocks
}

/** What is known of one client between two of its commands. It knows no stream: the connection writes. */
export class Pop3Session {
  readonly context: Pop3Context
  /** As the registry of open sessions lists it. */
  readonly facts: OpenSession
  /** RFC 1939 §7: what the greeting holds and APOP makes its digest of. */
  readonly timestamp: string
  /** The name that USER gave, until PASS comes. */
  claimedName: string | null = null
  /** The exchange of AUTH that waits for a response. */
  exchange: SaslExchange | null = null
  /** Which messages it retrieved. */
  readonly fetched: FetchRecord
  readonly #unlist: () => void
  #maildrop: Maildrop | null = null
  #letGo: () => void = () => {}
  #closed = false

  constructor(context: Pop3Context, { address, port, tls }: StreamFacts) {
    this.context = context
    this.timestamp = `<${randomBytes(8).toString('hex')}.${Date.now()}@${context.hostname}>`
    const since = context.clock.now()
    this.facts = { id: randomUUID(), protocol: 'pop3', address, port, since, user: null, tls }
    this.#unlist = context.sessions.open(this.facts)
    this.fetched = new FetchRecord({ feed: context.store.feed, clock: context.clock }, this.facts)
  }

  get id(): string {
    return this.facts.id
  }

  get state(): Pop3State {
    return this.#maildrop === null ? 'authorization' : 'transaction'
  }

  /** The maildrop of the account that is logged in: commands ask for it in the transaction state alone. */
  get maildrop(): Maildrop {
    if (this.#maildrop === null) throw new Error('nobody has logged in yet')
    return this.#maildrop
  }

  /** Whether this client may have its stream encrypted: there is a certificate, and the stream is not encrypted yet. */
  get offersTls(): boolean {
    return this.context.tls !== null && !this.facts.tls
  }

  /** RFC 2595 §4: after the handshake nothing counts that was said before. */
  encrypted(): void {
    this.facts.tls = true
    this.claimedName = null
    this.exchange = null
  }

  /** Opens the maildrop of a user whose credentials were right. */
  logIn(user: string): Pop3Answer {
    const { store, locks, limits } = this.context
    try {
      const account = accountOfLogin(store, user)
      const letGo = locks.acquire(account)
      if (letGo === null) {
        const seconds = Math.ceil(limits.idleTime / 1000)
        return no(`another session has this maildrop open; silence for ${seconds} s would end that`, 'IN-USE')
      }
      this.#letGo = letGo
      this.#maildrop = new Maildrop(store, account.inbox)
    } catch (error) {
      if (error instanceof DomainError) return no(error.message, 'SYS/TEMP')
      throw error
    }
    this.facts.user = user
    this.#publish('session.opened')
    return ok(`maildrop of ${this.maildrop.count} messages (${this.maildrop.octets} octets)`)
  }

  /** Ends the session without deleting anything: what QUIT did not commit is as if it had not been said. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#letGo()
    this.#unlist()
    this.fetched.tell()
    if (this.#maildrop !== null) this.#publish('session.closed')
  }

  #publish(type: 'session.opened' | 'session.closed'): void {
    const { id, protocol, address, port, user } = this.facts
    const { store, clock } = this.context
    store.feed.publish({ type, id, protocol, address, port, user }, clock.now())
  }
}
