import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { bad, no, ok } from '../../server/imap/answer.ts'
import { ResponseWriter } from '../../server/imap/response-writer.ts'

/** A stream that keeps what is written, a chunk for each write, and takes it when it is told to. */
class Slow extends Writable {
  readonly chunks: Buffer[] = []
  #waiting: (() => void)[] = []
  held = false

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(Buffer.from(chunk))
    if (this.held) this.#waiting.push(done)
    else done()
  }

  take(): void {
    this.held = false
    for (const done of this.#waiting.splice(0)) done()
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString()
  }
}

function writing(unread = 1_000_000): { stream: Slow; out: ResponseWriter } {
  const stream = new Slow()
  return { stream, out: new ResponseWriter(stream, unread) }
}

test('nothing is written before it is flushed, then all at once', () => {
  const { stream, out } = writing()
  out.untagged('1 FETCH (BODY[] {2}\r\n', Buffer.from('ä'), ')')
  out.continuation('go on')
  out.tagged('a', ok('Done'), false)
  expect(stream.chunks).toHaveLength(0)
  out.flush()
  expect(stream.text).toBe('* 1 FETCH (BODY[] {2}\r\nä)\r\n+ go on\r\na OK Done\r\n')
  expect(stream.chunks).toHaveLength(1)
  out.flush()
  expect(stream.chunks).toHaveLength(1)
})

test('a response is written piece by piece, and amid it no good-bye', () => {
  const { stream, out } = writing()
  out.addUntagged(['1 FETCH (BODY[] {2}\r\n', Buffer.from('hi')])
  out.bye('Shutting down')
  out.addUntagged([' UID 1'])
  out.endUntagged(')')
  out.bye('Shutting down')
  out.flush()
  expect(stream.text).toBe('* 1 FETCH (BODY[] {2}\r\nhi UID 1)\r\n* BYE Shutting down\r\n')
})

test('much is written in batches, in order', () => {
  const { stream, out } = writing()
  const lines: string[] = []
  for (let n = 0; n < 10_000; n++) {
    const body = 'x'.repeat(n % 100)
    out.untagged(`${n} FETCH `, Buffer.from(body))
    lines.push(`* ${n} FETCH ${body}\r\n`)
  }
  out.flush()
  expect(stream.text).toBe(lines.join(''))
  expect(stream.chunks.length).toBeGreaterThan(5)
  expect(stream.chunks.length).toBeLessThan(15)
})

test('a large array keeps its place', () => {
  const { stream, out } = writing()
  const large = Buffer.alloc(100_000, 'y')
  out.untagged('before ', Buffer.from('small '), large, ' after')
  out.flush()
  expect(stream.text).toBe(`* before small ${large.toString()} after\r\n`)
})

describe('the text of a status response', () => {
  test.each([
    ['holds no line ends', no('a "b\r\nc" d', 'NONEXISTENT'), false, 'NO [NONEXISTENT] a "b??c" d'],
    ['is ASCII to a client that has not enabled UTF-8', no('Grüße'), false, 'NO Gr??e'],
    ['is UTF-8 to one that has', no('Grüße'), true, 'NO Grüße'],
    ['holds no control characters there', bad('a\u2028b\u0085c\ud800'), true, 'BAD a?b?c?'],
  ])('%s', (_name, answer, utf8, expected) => {
    const { stream, out } = writing()
    out.tagged('t', answer, utf8)
    out.flush()
    expect(stream.text).toBe(`t ${expected}\r\n`)
  })
})

describe('a client that does not read', () => {
  test('is congested beyond the limit, until it has read', async () => {
    const { stream, out } = writing(100_000)
    stream.held = true
    out.untagged('x'.repeat(99_000))
    out.flush()
    expect(out.congested).toBe(false)
    out.untagged('x'.repeat(2_000))
    out.flush()
    expect(out.congested).toBe(true)
    const drained = out.drained()
    stream.take()
    await drained
    expect(out.congested).toBe(false)
  })

  test('keeps nobody waiting when it has gone', async () => {
    const { stream, out } = writing(100_000)
    stream.held = true
    out.untagged('x'.repeat(110_000))
    out.flush()
    const drained = out.drained()
    stream.destroy()
    await drained
    expect(out.congested).toBe(false)
    expect(out.closed).toBe(true)
    out.untagged('nobody hears this')
    out.flush()
    expect(stream.chunks).toHaveLength(1)
  })
})
