import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TranscriptRecorder, decodeTranscript } from '../../server/net/transcript.ts'

function texts(recorder: TranscriptRecorder): string[] {
  return decodeTranscript(recorder.encode()).map(line => `${line.side}: ${line.text}`)
}

describe('TranscriptRecorder', () => {
  test('gives back who said what, in order, with the time since the connection began', () => {
    const recorder = new TranscriptRecorder()
    recorder.server('220 hello')
    recorder.client('EHLO x')
    recorder.note('something happened')
    expect(texts(recorder)).toEqual(['server: 220 hello', 'client: EHLO x', 'note: something happened'])
    for (const { at } of decodeTranscript(recorder.encode())) expect(at).toBeGreaterThanOrEqual(0)
  })

  test('masks what a client says of its credentials', () => {
    const recorder = new TranscriptRecorder()
    recorder.client('AUTH LOGIN')
    recorder.server('334 VXNlcm5hbWU6')
    recorder.client('c2VzYW1l')
    expect(texts(recorder).at(-1)).toBe('client: ***')
  })

  test('keeps the preamble and forgets what came between it and the present transaction', () => {
    const recorder = new TranscriptRecorder()
    recorder.client('EHLO x')
    recorder.keep()
    recorder.client('MAIL FROM:<1@x>')
    recorder.forget()
    recorder.client('MAIL FROM:<2@x>')
    expect(texts(recorder)).toEqual(['client: EHLO x', 'client: MAIL FROM:<2@x>'])
  })

  test('adds the answer about to be given without recording it', () => {
    const recorder = new TranscriptRecorder()
    expect(decodeTranscript(recorder.encode('250 done')).map(line => line.text)).toEqual(['250 done'])
    expect(recorder.encode()).toHaveLength(0)
  })

  test('cuts a long line and says how long it was', () => {
    const recorder = new TranscriptRecorder()
    recorder.client('x'.repeat(5000))
    expect(texts(recorder)).toEqual([`client: ${'x'.repeat(1000)}… (5000 characters)`])
  })

  test('over its limit, leaves out the middle, says so and keeps the end', () => {
    const recorder = new TranscriptRecorder(1000)
    for (let n = 0; n < 1000; n++) recorder.client(`RCPT TO:<${n}@x>`)
    const lines = texts(recorder)
    expect(recorder.encode().length).toBeLessThan(1500)
    expect(lines[0]).toBe('client: RCPT TO:<0@x>')
    expect(lines.at(-1)).toBe('client: RCPT TO:<999@x>')
    const note = lines.findIndex(line => line.startsWith('note: '))
    expect(lines[note]).toBe(`note: ${1000 - lines.length + 1} lines left out`)
  })

  test('does not let a preamble that grows take the room of what follows', () => {
    const recorder = new TranscriptRecorder(1000)
    for (let n = 0; n < 1000; n++) {
      recorder.client(`EHLO ${n}`)
      recorder.keep()
    }
    recorder.client('MAIL FROM:<a@x>')
    expect(recorder.encode().length).toBeLessThan(1000)
    expect(texts(recorder).at(-1)).toBe('client: MAIL FROM:<a@x>')
  })

  test('gives back any text, on one line', () => {
    const text = fc.string({ unit: 'binary', maxLength: 100 }).map(binary => `x${binary}`.toWellFormed())
    const line = fc.record({ side: fc.constantFrom('client', 'server', 'note'), text })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), lines => {
        const recorder = new TranscriptRecorder()
        for (const { side, text } of lines) recorder[side](text)
        const decoded = decodeTranscript(recorder.encode()).map(({ side, text }) => ({ side, text }))
        expect(decoded).toEqual(lines.map(({ side, text }) => ({ side, text: text.replaceAll('\n', '␊') })))
      }),
    )
  })
})

test('decodeTranscript reads no sense into other bytes, and does not throw', () => {
  fc.assert(
    fc.property(fc.uint8Array(), bytes => {
      expect(decodeTranscript(bytes)).toBeInstanceOf(Array)
    }),
  )
})
