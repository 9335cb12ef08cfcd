import { once } from 'node:events'
import * as fc from 'fast-check'
import { SMTPStream } from 'smtp-server/lib/smtp-stream.js'
import { describe, expect, test } from 'vitest'
import { ReceivingStream } from '../../server/smtp/receiving-stream.ts'
import { DATA_PARTS, chunksOf, everyCut } from './wire.ts'

type Read = ['command' | 'message', string]

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/**
 * smtp-server's own stream, but for one fault of it: `continue` forgets what it was to go on with when a second
 * whole message lies in the same chunk, and hangs.
 */
class StockStream extends SMTPStream {
  override continue(): void {
    const goOn = this._continueCallback
    this._continueCallback = typeof goOn !== 'function'
    if (typeof goOn === 'function') goOn()
  }
}

/** Sends the chunks through smtp-server's own stream; `DATA` starts a message. */
async function readByStock(chunks: readonly Buffer[]): Promise<Read[]> {
  const read: Read[] = []
  const stream = new StockStream()
  stream.oncommand = (command, next = () => {}) => {
    read.push(['command', text(command)])
    if (text(command) === 'DATA') {
      const message: Buffer[] = []
      const data = stream.startDataMode(null)
      data.on('data', (chunk: Buffer) => message.push(chunk))
      data.on('end', () => {
        read.push(['message', text(Buffer.concat(message))])
        stream.continue()
      })
    }
    next()
  }
  await write(stream, chunks)
  return read
}

async function readByOurs(chunks: readonly Buffer[], late = false): Promise<Read[]> {
  const read: Read[] = []
  const stream = new ReceivingStream()
  stream.oncommand = (command, next = () => {}) => {
    read.push(['command', text(command)])
    if (text(command) === 'DATA') {
      stream.startMessage(Infinity, (message, nextCommand) => {
        read.push(['message', text(Buffer.concat(message.chunks))])
        if (late) setImmediate(nextCommand)
        else nextCommand()
      })
    }
    if (late) setImmediate(next)
    else next()
  }
  await write(stream, chunks)
  return read
}

async function write(stream: SMTPStream, chunks: readonly Buffer[]): Promise<void> {
  for (const chunk of chunks) stream.write(chunk)
  stream.end()
  await once(stream, 'finish')
}

/** smtp-server takes out a dot after a bare LF too (RFC 5321 §4.5.2 knows lines by CRLF alone): the one difference. */
const hasDotsAfterBareLf = (chunks: readonly Buffer[]): boolean =>
  /(?:^|[^\r])\n\.\./.test(text(Buffer.concat(chunks)))

const COMMAND_PARTS = ['DATA\n', 'NOOP\r\n', 'NOOP\r\r\n', 'MAIL FROM:<a@x>\r\n']
/** The start and the end of messages are there several times: that is where things go wrong. */
const SEAMS = [
  '\r\nDATA\r\n',
  '\r\nDATA\r\n',
  '\r\nDATA\r\n',
  '\r\nDATA\r\n.',
  '\r\n.\r\n',
  '\r\n.\r\n',
  '\r\n.\r\nDATA\r\n',
]
const PARTS = [...DATA_PARTS, ...COMMAND_PARTS, ...SEAMS, ...SEAMS]

describe('ReceivingStream', () => {
  test('divides any bytes, cut anywhere, into the same commands and messages as smtp-server', async () => {
    await fc.assert(
      fc.asyncProperty(chunksOf(PARTS), fc.boolean(), async (chunks, late) => {
        fc.pre(!hasDotsAfterBareLf(chunks))
        expect(await readByOurs(chunks, late)).toEqual(await readByStock(chunks))
      }),
      { numRuns: 1000 },
    )
  })

  test('leaves dots after a bare LF alone, where smtp-server takes one out', async () => {
    const chunks = [Buffer.from('DATA\r\na\n..b\r\n.\r\n')]
    expect(await readByStock(chunks)).toEqual([
      ['command', 'DATA'],
      ['message', 'a\n.b\r\n'],
    ])
    expect(await readByOurs(chunks)).toEqual([
      ['command', 'DATA'],
      ['message', 'a\n..b\r\n'],
    ])
  })

  test('reads commands, a message and the commands behind it, however they are cut', async () => {
    const bytes = Buffer.from('HELO x\nDATA\r\n..\r\n.\r\n\r\nNOOP\r\nDATA\r\n.\r\nQUIT')
    for (const chunks of everyCut(bytes)) {
      expect(await readByOurs(chunks)).toEqual([
        ['command', 'HELO x'],
        ['command', 'DATA'],
        ['message', '.\r\n'],
        ['command', ''],
        ['command', 'NOOP'],
        ['command', 'DATA'],
        ['message', ''],
        ['command', 'QUIT'],
      ])
    }
  })

  test('lets others have their turn while it works through a chunk full of commands', async () => {
    const stream = new ReceivingStream()
    let commands = 0
    stream.oncommand = (_command, next = () => {}) => {
      commands++
      next()
    }
    stream.write('NOOP\r\n'.repeat(1000))
    await new Promise(setImmediate)
    expect(commands).toBeLessThan(1000)
    stream.end()
    await once(stream, 'finish')
    expect(commands).toBe(1000)
  })

  test.each([
    ['with its end', [`${'x'.repeat(101)}\r\n`]],
    ['without it', ['x'.repeat(101)]],
    ['in pieces', ['x'.repeat(60), 'x'.repeat(60)]],
  ])('fails on a command line over the limit, %s, before it is handled', async (_how, chunks) => {
    const stream = new ReceivingStream({ maxCommandLength: 100 })
    const commands: string[] = []
    stream.oncommand = (command, next = () => {}) => {
      commands.push(text(command))
      next()
    }
    const failed = once(stream, 'error')
    stream.write(`${'y'.repeat(100)}\r\n`)
    for (const chunk of chunks) stream.write(chunk)
    expect((await failed)[0]).toMatchObject({ message: 'Command line too long' })
    expect(commands).toEqual(['y'.repeat(100)])
  })

  test('handles nothing more once it is closed', async () => {
    const stream = new ReceivingStream()
    const commands: string[] = []
    stream.oncommand = (command, next = () => {}) => {
      commands.push(text(command))
      stream.isClosed = true
      next()
    }
    stream.end('QUIT\r\nNOOP\r\nNOOP')
    await once(stream, 'finish')
    expect(commands).toEqual(['QUIT'])
  })
})
