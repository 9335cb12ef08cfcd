import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Hashed first, so that strings of any length compare in the same time. */
const sameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected))

/** Compared with when the name is unknown, so that the time taken does not tell which names exist. */
const NO_PASSWORD = 'a password that nobody has'

/**
 * The users named by `--user`. As long as none is named, any name with any password is right; once some are,
 * only those are, and mail needs a login.
 */
export class Users {
  readonly #passwords: ReadonlyMap<string, string>

  constructor(passwords: ReadonlyMap<string, string> = new Map()) {
    this.#passwords = passwords
  }

  /**
   * Reads entries of the form `name:password`. The first colon divides, so a password may hold more of them.
   *
   * @throws Error that names the faulty entry, without its password
   */
  static parse(entries: readonly string[]): Users {
    const passwords = new Map<string, string>()
    for (const [index, entry] of entries.entries()) {
      const colon = entry.indexOf(':')
      if (colon < 1) {
        throw new Error(`user ${index + 1} must be written name:password, with a name before the first colon`)
      }
      const name = entry.slice(0, colon)
      if (passwords.has(name)) throw new Error(`user "${name}" is named twice; keep one of the two`)
      passwords.set(name, entry.slice(colon + 1))
    }
    return new Users(passwords)
  }

  /** True when any user is named. */
  get any(): boolean {
    return this.#passwords.size > 0
  }

  /** These users and more; of a name that both have, the password of these is right. */
  with(passwords: ReadonlyMap<string, string>): Users {
    return passwords.size === 0 ? this : new Users(new Map([...passwords, ...this.#passwords]))
  }

  /** Is this the right password for this name? Always, as long as no user is named. Takes constant time. */
  verify(name: string, password: string): boolean {
    if (!this.any) return true
    const expected = this.#passwords.get(name)
    const same = sameSecret(password, expected ?? NO_PASSWORD)
    return same && expected !== undefined
  }

  /**
   * Is this the digest of the right password? Always, as long as no user is named. Takes constant time.
   *
   * @param digestOf makes the digest, in lower-case hexadecimal digits, of a password
   */
  verifyDigest(name: string, digest: string, digestOf: (password: string) => string): boolean {
    if (!this.any) return true
    const password = this.#passwords.get(name)
    const same = sameSecret(digest.toLowerCase(), digestOf(password ?? NO_PASSWORD))
    return same && password !== undefined
  }

  /** The password of a named user in clear, as CRAM-MD5 over SMTP needs it. */
  passwordOf(name: string): string | undefined {
    return this.#passwords.get(name)
  }
}
