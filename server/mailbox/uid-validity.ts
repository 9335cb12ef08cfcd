/**
 * How many numbers a second has. No process can be started again within the time of one number; and 32 bits last for
 * more than four years before they come round.
 */
const PER_SECOND = 32

/** RFC 9051 §9: UIDVALIDITY is a number of 32 bits, and not 0. */
const RANGE = 2 ** 32

export interface UidValidityOptions {
  /** Where the numbers begin, to count up from there. Without it they follow the machine's clock. */
  readonly seed?: number | undefined
  /** The machine's time, in milliseconds since the epoch; world time can stand still or go back. */
  readonly now?: (() => number) | undefined
}

/**
 * Gives the numbers that tell one incarnation of a folder from the next (RFC 9051 §2.3.1.1), those that an earlier
 * process had under the same name included. What must be unique is the name of a folder with its number, so each
 * account counts for itself; and a number is made when it is first asked for, as most folders are never looked at.
 * So an account runs ahead of the clock by one number for each folder that was opened at once, and a process that is
 * started again has passed that by the time it listens.
 */
export class UidValidities {
  readonly #now: () => number
  /** The greatest number that an account which is gone has had. */
  #floor = 0

  constructor({ seed, now = Date.now }: UidValidityOptions) {
    this.#now = seed === undefined ? () => Math.floor((now() / 1000) * PER_SECOND) % RANGE : () => seed
  }

  /** The number that follows the last one of an account; 0 stands for none. */
  next(last: number): number {
    const following = Math.max(this.#now(), (last === 0 ? this.#floor : last) + 1)
    return following % RANGE || 1
  }

  /** An account is gone, whose name may come again. */
  retire(last: number): void {
    this.#floor = Math.max(this.#floor, last)
  }
}
