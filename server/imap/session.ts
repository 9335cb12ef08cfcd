import type { Clock } from '../clock.ts'
import type { Account } from '../mailbox/account.ts'
import { DomainError } from '../mailbox/domain-error.ts'
import { FetchRecord } from '../mailbox/fetch-record.ts'
import type { Folder } from '../mailbox/folder.ts'
import { accountOfLogin } from '../mailbox/login.ts'
import type { Store } from '../mailbox/store.ts'
import type { OpenSession, SessionRegistry } from '../net/sessions.ts'
import type { Users } from '../net/users.ts'
import type { Answer } from './answer.ts'
import type { Capabilities } from './capability.ts'
import type { ImapLimits } from './limits.ts'
import type { MailboxView } from './mailbox-view.ts'
import type { SequenceSet } from './wire/sequence-set.ts'

/** RFC 9051 §3; the last of its states is the end of the connection. */
export type ImapState = 'not-authenticated' | 'authenticated' | 'selected'

/** What ENABLE can switch on, in upper case. */
export type Enableable = 'CONDSTORE' | 'QRESYNC' | 'UTF8=ACCEPT' | 'IMAP4REV2'

/** By which one logs in. */
export type LoginCommand = 'LOGIN' | 'AUTHENTICATE'

/** What all sessions of a server share. */
export interface ImapContext {
  readonly store: Store
  readonly clock: Clock
  /** All that are open. */
  readonly sessions: SessionRegistry
  readonly users: Users
  readonly limits: ImapLimits
  readonly capabilities: Capabilities
  /** The name it greets with. */
  readonly hostname: string
  /** Facteur's, for ID. */
  readonly version: string
}

/** What is known of one client: who it is, what it switched on, which folder it has selected. */
export class ImapSession {
  readonly context: ImapContext
  /** As the registry of open sessions lists it. */
  readonly facts: OpenSession
  readonly enabled: ReadonlySet<Enableable>
  /** Which messages it took the content of. */
  readonly fetched: FetchRecord
  /** The tag of the command that runs. */
  tag = ''
  /** RFC 5182 §2.1: the UIDs that `$` stands for; null when nothing was saved since the folder was selected. */
  savedResult: SequenceSet | null = null
  /** Whether COMPRESS is in force. */
  compressed = false
  /** What comes between right credentials and the login: null for nothing; an answer that is given instead, or null for none. */
  meetLogin: (user: string, by: LoginCommand) => Promise<Answer | null> | null = () => null
  readonly #enabled = new Set<Enableable>()
  readonly #deregister: () => void
  /** The address of the account it is logged in to. */
  #address: string | null = null
  #view: MailboxView | null = null

  constructor(context: ImapContext, facts: OpenSession) {
    this.context = context
    this.facts = facts
    this.enabled = this.#enabled
    this.#deregister = context.sessions.open(facts)
    this.fetched = new FetchRecord({ feed: context.store.feed, clock: context.clock }, facts)
  }

  get id(): string {
    return this.facts.id
  }

  get store(): Store {
    return this.context.store
  }

  get clock(): Clock {
    return this.context.clock
  }

  get limits(): ImapLimits {
    return this.context.limits
  }

  get state(): ImapState {
    if (this.#address === null) return 'not-authenticated'
    return this.#view === null ? 'authenticated' : 'selected'
  }

  /** Whether the server has this capability; what belongs to it is refused when not. @param capability as RFCs write it */
  offers(capability: string): boolean {
    return this.context.capabilities.has(capability)
  }

  /** What CAPABILITY lists now. */
  get capabilities(): string {
    return this.context.capabilities.format({
      loggedIn: this.#address !== null,
      encrypted: this.facts.tls,
      compressed: this.compressed,
    })
  }

  /** The account, made anew if it was dropped meanwhile. There is none before login. */
  get account(): Account {
    if (this.#address === null) throw new Error('nobody has logged in')
    return this.store.account(this.#address) ?? this.store.openAccount(this.#address)
  }

  /** @throws DomainError too-many-accounts */
  login(user: string): void {
    this.#address = accountOfLogin(this.store, user).address
    this.facts.user = user
    this.#publish('session.opened')
  }

  /** Switches an extension on, as ENABLE and CONDSTORE-enabling commands do (RFC 7162 §3.1). */
  enable(name: Enableable): void {
    this.#enabled.add(name)
    // RFC 7162 §3.2.3: QRESYNC enables CONDSTORE.
    if (name === 'QRESYNC') this.#enabled.add('CONDSTORE')
  }

  /** Whether answers have the shapes of RFC 9051 where they differ from those of RFC 3501. */
  get rev2(): boolean {
    // RFC 9051 §6.3.1: ENABLE is for servers that offer both.
    return this.#enabled.has('IMAP4REV2') || (this.offers('IMAP4rev2') && !this.offers('IMAP4rev1'))
  }

  /** Whether names and strings go as UTF-8, in both directions (RFC 6855 §3, RFC 9051 §5.1). */
  get utf8(): boolean {
    return this.rev2 || this.#enabled.has('UTF8=ACCEPT')
  }

  get view(): MailboxView | null {
    return this.#view
  }

  /** Makes this folder the selected one, or none; the one before is left. */
  select(view: MailboxView | null): void {
    this.#view?.close()
    this.#view = view
    this.savedResult = null
  }

  /** @throws DomainError no-such-folder */
  folder(name: string): Folder {
    const folder = this.account.folder(name)
    if (folder === undefined) throw new DomainError('no-such-folder', `There is no folder "${name}"`)
    return folder
  }

  /** Lets go of all it holds. */
  close(): void {
    this.select(null)
    this.#deregister()
    if (this.#address !== null) this.#publish('session.closed')
    this.#address = null
  }

  #publish(type: 'session.opened' | 'session.closed'): void {
    const { id, protocol, address, port, user } = this.facts
    this.store.feed.publish({ type, id, protocol, address, port, user }, this.clock.now())
  }
}
