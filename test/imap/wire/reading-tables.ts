import { describe, expect, test } from 'vitest'
import type { ArgumentReader } from '../../../server/imap/wire/argument-reader.ts'
import { ImapSyntaxError } from '../../../server/imap/wire/imap-syntax-error.ts'
import { readerOf, WAYS } from './read-commands.ts'

export type Read = (reader: ArgumentReader) => unknown

/** What a method makes of texts: values, or messages of errors at position 5, where the arguments start. */
export type ReadingTable = [name: string, read: Read, rows: [text: string, result: unknown][]]

/** Tests that methods read what their tables say, at the end and with more behind it, and refuse what they say. */
export function testReading(values: ReadingTable[], errors: ReadingTable[]): void {
  describe.each(WAYS)('read %s', (_, step) => {
    describe.each(values)('%s', (_name, read, rows) => {
      test.each(rows)('reads %j as %j', (text, value) => {
        const reader = readerOf(text, step)
        expect(read(reader)).toEqual(value)
        expect(reader.atEnd).toBe(true)
        const followed = readerOf(`(${text})`, step)
        followed.symbol('(')
        expect(read(followed)).toEqual(value)
        expect(followed.peek()).toBe(')')
      })
    })

    describe.each(errors)('%s', (_name, read, rows) => {
      test.each(rows)('refuses %j: %s', (text, message) => {
        expect(errorOf(() => read(readerOf(text, step)))).toEqual({ kind: ImapSyntaxError, message })
      })
    })
  })
}

function errorOf(attempt: () => unknown): unknown {
  try {
    attempt()
  } catch (error) {
    return error instanceof Error ? { kind: error.constructor, message: error.message } : error
  }
  return null
}
