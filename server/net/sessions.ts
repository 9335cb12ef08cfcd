/** A protocol session that is open now, as the API lists it. The session itself keeps `user` and `tls` up to date. */
export interface OpenSession {
  readonly id: string
  readonly protocol: 'smtp' | 'pop3' | 'imap' | 'http'
  /** The client's IP address and port. */
  readonly address: string
  readonly port: number
  /** World time at which the connection was accepted, in milliseconds since the epoch. */
  readonly since: number
  /** The name it logged in with; null before that. */
  user: string | null
  tls: boolean
}

/** The registry of all open protocol sessions of a sandbox. */
export class SessionRegistry {
  readonly #open = new Set<OpenSession>()

  /** Takes in a session; gives the function that takes it out again, which may be called more than once. */
  open(session: OpenSession): () => void {
    this.#open.add(session)
    return () => {
      this.#open.delete(session)
    }
  }

  /** Every open session, the longest open first. */
  list(): OpenSession[] {
    return [...this.#open]
  }

  /** How many are open, of one protocol or of all. */
  count(protocol?: OpenSession['protocol']): number {
    if (protocol === undefined) return this.#open.size
    let count = 0
    for (const session of this.#open) if (session.protocol === protocol) count++
    return count
  }
}
