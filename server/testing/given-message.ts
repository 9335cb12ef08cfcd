import type { Message } from '../client/client.ts'
import { quote } from './quote.ts'

/**
 * What a test handed over, as the message that it must be.
 *
 * @param part what of the message is looked at; summaries, as lists give them, do not have all
 * @throws TypeError that says what was handed over instead, and what to do
 */
export function givenMessage<K extends keyof Message>(
  name: string,
  given: unknown,
  part: K,
): Pick<Message, K | 'subject' | 'id'> {
  if (isObject(given) && part in given && 'id' in given) return given as unknown as Message
  throw new TypeError(`${name} takes a message, as waitForMessage gives. ${whatItIs(given)}`)
}

/** A message in short, for the text of an error. */
export function nameOf({ subject, id }: Pick<Message, 'subject' | 'id'>): string {
  return `The message ${quote(subject)} (${id})`
}

function whatItIs(given: unknown): string {
  if (!isObject(given)) return `This is ${String(given)}.`
  if ('then' in given) return 'This is a promise: put `await` before what gives the message.'
  if ('waitForMessage' in given) return 'This is where messages come in: wait for one there.'
  if ('envelope' in given) return 'This is a summary only: messages.get(id) gives the whole message.'
  return 'This is something else.'
}

function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null
}
