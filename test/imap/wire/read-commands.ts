import type { ArgumentReader } from '../../../server/imap/wire/argument-reader.ts'
import { CommandReader } from '../../../server/imap/wire/command-reader.ts'
import type { CommandLimits, CommandReaderEvent } from '../../../server/imap/wire/command-reader.ts'

/** Each parser is tried with its input in one piece, and octet by octet. */
export const WAYS: [name: string, step: number][] = [
  ['whole', Infinity],
  ['byte by byte', 1],
]

export const LIMITS: CommandLimits = { line: 65_536, literal: () => 65_536 }

/** The bytes of text; what is no character below U+0100 makes no sense in it. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, character => character.charCodeAt(0))
}

/** Cuts bytes into pieces of so many. */
export function piecesOf(bytes: Uint8Array, step: number): Uint8Array[] {
  if (step >= bytes.length) return [bytes]
  return Array.from({ length: Math.ceil(bytes.length / step) }, (_, n) =>
    bytes.slice(n * step, (n + 1) * step),
  )
}

/** All that a reader makes of the pieces. */
export function eventsOf(reader: CommandReader, pieces: Iterable<Uint8Array>): CommandReaderEvent[] {
  const events: CommandReaderEvent[] = []
  for (const piece of pieces) {
    reader.push(piece)
    for (let event = reader.next(); event !== null; event = reader.next()) events.push(event)
  }
  return events
}

/** A reader that stands at the arguments of a command; they start at position 5. Text is sent as UTF-8. */
export function readerOf(argumentsText: string | Uint8Array, step = Infinity): ArgumentReader {
  const text = typeof argumentsText === 'string' ? new TextEncoder().encode(argumentsText) : argumentsText
  const bytes = Uint8Array.from([...bytesOf('A1 X '), ...text, 13, 10])
  const events = eventsOf(new CommandReader(LIMITS, { literalPlus: true }), piecesOf(bytes, step))
  const last = events.at(-1)
  if (last?.kind !== 'command') throw new Error(`no command: ${JSON.stringify(last)}`)
  return last.command.arguments
}
