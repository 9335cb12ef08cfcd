import { PassThrough, Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { formatReply } from '../../server/smtp/reply.ts'
import { ReplyCork } from '../../server/smtp/reply-cork.ts'

describe('formatReply', () => {
  test.each([
    [250, '2.0.0', 'OK', ['250 2.0.0 OK']],
    [354, '', 'Go ahead', ['354 Go ahead']],
    [334, '', undefined, ['334 ']],
    [250, '', ['one', 'two', 'three'], ['250-one', '250-two', '250 three']],
    [500, '5.5.2', ['one', 'two'], ['500-5.5.2 one', '500 5.5.2 two']],
    [550, '', 'no \r\n250 yes\0\u0085', ['550 no   250 yes  ']],
  ])('%i %s %j is %j', (code, status, text, lines) => {
    expect(formatReply(code, status, text)).toEqual(lines)
  })
})

describe('ReplyCork', () => {
  test('writes the replies of one turn at once', async () => {
    const writes: string[] = []
    const socket = new Writable({
      write(chunk, _encoding, done) {
        writes.push(String(chunk))
        done()
      },
    })
    const cork = new ReplyCork(() => socket)
    cork.write('250 one\r\n')
    await Promise.resolve()
    cork.write('250 two\r\n')
    expect(writes).toEqual([])
    await new Promise(setImmediate)
    expect(writes).toEqual(['250 one\r\n250 two\r\n'])
    cork.write('250 three\r\n')
    cork.flush()
    await new Promise(setImmediate)
    expect(writes).toEqual(['250 one\r\n250 two\r\n', '250 three\r\n'])
  })

  test('drops what a closed connection cannot take', () => {
    const socket = new PassThrough()
    const cork = new ReplyCork(() => socket)
    cork.write('250 late\r\n')
    socket.end()
    expect(() => cork.flush()).not.toThrow()
  })
})
