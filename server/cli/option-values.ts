import { InvalidArgumentError } from 'commander'
import { parseDuration } from '../units.ts'

/** @throws InvalidArgumentError */
export function readCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a number, from 1 on.')
}

/** The most messages that a server lets one wait for. */
const MOST_AWAITED = 1000

/** How many messages to wait for; 0 for none. @throws InvalidArgumentError */
export function readAwaited(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) <= MOST_AWAITED) return Number(text)
  throw new InvalidArgumentError(`It is a number from 0 to ${MOST_AWAITED}.`)
}

/** @throws InvalidArgumentError */
export function readCursor(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a number, such as `facteur cursor` prints.')
}

/** @returns milliseconds @throws InvalidArgumentError */
export function readDuration(text: string): number {
  try {
    return parseDuration(text)
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}.`)
  }
}
