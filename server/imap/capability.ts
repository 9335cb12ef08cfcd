import type { ImapLimits } from './limits.ts'

/** When a capability is told: the states in which what it offers can be used. */
type Phase = 'always' | 'before-login' | 'after-login'

/** Everything that can be offered, in the order in which it is told, and when. */
const PHASES: Readonly<Record<string, Phase>> = {
  IMAP4rev1: 'always',
  IMAP4rev2: 'always',
  'SASL-IR': 'always',
  'LITERAL+': 'always',
  'LITERAL-': 'always',
  ID: 'always',
  ENABLE: 'always',
  STARTTLS: 'before-login',
  'AUTH=PLAIN': 'before-login',
  'AUTH=LOGIN': 'before-login',
  'AUTH=CRAM-MD5': 'before-login',
  'AUTH=XOAUTH2': 'before-login',
  'AUTH=OAUTHBEARER': 'before-login',
  IDLE: 'after-login',
  NAMESPACE: 'after-login',
  CHILDREN: 'after-login',
  UNSELECT: 'after-login',
  UIDPLUS: 'after-login',
  MOVE: 'after-login',
  'SPECIAL-USE': 'after-login',
  'CREATE-SPECIAL-USE': 'after-login',
  'LIST-EXTENDED': 'after-login',
  'LIST-STATUS': 'after-login',
  'STATUS=SIZE': 'after-login',
  ESEARCH: 'after-login',
  SEARCHRES: 'after-login',
  CONDSTORE: 'after-login',
  QRESYNC: 'after-login',
  BINARY: 'after-login',
  APPENDLIMIT: 'after-login',
  MULTIAPPEND: 'after-login',
  WITHIN: 'after-login',
  'UTF8=ACCEPT': 'after-login',
  QUOTA: 'after-login',
  'QUOTA=RES-STORAGE': 'after-login',
  'QUOTA=RES-MESSAGE': 'after-login',
  SORT: 'after-login',
  'SORT=DISPLAY': 'after-login',
  ESORT: 'after-login',
  'THREAD=ORDEREDSUBJECT': 'after-login',
  'THREAD=REFERENCES': 'after-login',
  OBJECTID: 'after-login',
  SAVEDATE: 'after-login',
  PREVIEW: 'after-login',
  'COMPRESS=DEFLATE': 'after-login',
  PARTIAL: 'after-login',
  REPLACE: 'after-login',
}

/** RFC 9051 appendix E: what became part of the protocol itself. */
const IN_REV2: readonly string[] = [
  'SASL-IR',
  'ENABLE',
  'IDLE',
  'NAMESPACE',
  'CHILDREN',
  'UNSELECT',
  'UIDPLUS',
  'MOVE',
  'SPECIAL-USE',
  'LIST-EXTENDED',
  'LIST-STATUS',
  'STATUS=SIZE',
  'ESEARCH',
  'SEARCHRES',
  'BINARY',
]

/** What cannot be there without something else. Taking that away takes these away, too. */
const NEEDS: readonly (readonly [name: string, needed: readonly string[]])[] = [
  ['IMAP4rev2', IN_REV2],
  ['CREATE-SPECIAL-USE', ['SPECIAL-USE']],
  ['LIST-STATUS', ['LIST-EXTENDED']],
  ['SEARCHRES', ['ESEARCH']],
  ['QRESYNC', ['CONDSTORE', 'ENABLE']],
  ['UTF8=ACCEPT', ['ENABLE']],
  ['SORT=DISPLAY', ['SORT']],
  ['ESORT', ['SORT', 'ESEARCH']],
  ['PARTIAL', ['ESEARCH']],
  ['QUOTA=RES-STORAGE', ['QUOTA']],
  ['QUOTA=RES-MESSAGE', ['QUOTA']],
]

/** The names of all capabilities, as they may be taken away. */
export const CAPABILITY_NAMES: readonly string[] = Object.keys(PHASES)

export interface CapabilityOptions {
  /** Names to take away, in any case. */
  readonly disabled: readonly string[]
  /** RFC 7888 §5: LITERAL- instead of LITERAL+. */
  readonly literalMinus: boolean
  /** Whether there is a certificate for STARTTLS. */
  readonly tls: boolean
  readonly limits: Pick<ImapLimits, 'message'>
}

/** How far a connection has come, as far as capabilities depend on it. */
export interface CapabilityMoment {
  readonly loggedIn: boolean
  readonly encrypted: boolean
  readonly compressed: boolean
}

/** What a server offers. It tells of nothing that it would then refuse, and the other way round. */
export class Capabilities {
  readonly #offered: ReadonlySet<string>
  readonly #messageLimit: number

  constructor({ disabled, literalMinus, tls, limits }: CapabilityOptions) {
    this.#messageLimit = limits.message
    const taken = new Set(disabled.map(name => name.toUpperCase()))
    taken.add(literalMinus ? 'LITERAL+' : 'LITERAL-')
    if (!tls) taken.add('STARTTLS')
    // Some need what in turn needs something.
    for (let known = -1; known < taken.size;) {
      known = taken.size
      for (const [name, needed] of NEEDS) {
        if (needed.some(other => taken.has(other.toUpperCase()))) taken.add(name.toUpperCase())
      }
    }
    this.#offered = new Set(CAPABILITY_NAMES.filter(name => !taken.has(name.toUpperCase())))
  }

  /** Whether this one is there at all, told at this moment or not. @param name as RFCs write it */
  has(name: string): boolean {
    return this.#offered.has(name)
  }

  /** What CAPABILITY lists, parted by spaces (RFC 9051 §6.1.1). */
  format({ loggedIn, encrypted, compressed }: CapabilityMoment): string {
    const told = [...this.#offered].filter(name => {
      if (name === 'STARTTLS' && encrypted) return false
      // RFC 4978 §3: no longer once the connection is compressed.
      if (name === 'COMPRESS=DEFLATE' && compressed) return false
      const phase = PHASES[name]
      return phase === 'always' || (phase === 'after-login') === loggedIn
    })
    return told.map(name => (name === 'APPENDLIMIT' ? `APPENDLIMIT=${this.#messageLimit}` : name)).join(' ')
  }
}
