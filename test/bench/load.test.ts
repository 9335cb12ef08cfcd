import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, it } from 'vitest'
import { runLoad } from './load.ts'
import { makeMail } from './make-mail.ts'

let server: SMTPServer
afterEach(() => server.close())

/** Starts a stock server that keeps what it is sent. */
async function start(refuse = false): Promise<{ port: number; received: Buffer[] }> {
  const received: Buffer[] = []
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData(stream, _session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push(Buffer.concat(chunks))
        callback(refuse ? new Error('no room') : null)
      })
    },
  })
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return { port: (listener.address() as AddressInfo).port, received }
}

it.each(['pipelined', 'pooled', 'connection'] as const)(
  'sends every mail once and whole, %s',
  async manner => {
    const { port, received } = await start()
    const result = await runLoad({ host: '127.0.0.1', port, manner, clients: 3, size: 3000, messages: 20 })
    expect(result.sent).toBe(20)
    expect(received.map(raw => raw.length)).toEqual(Array(20).fill(3000))
    const numbers = received.map(raw => Number(/Subject: Order (\d+) /.exec(raw.toString())?.[1]))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n))
  },
)

it('ends a timed run by the clock', async () => {
  const { port, received } = await start()
  const load = { host: '127.0.0.1', port, clients: 2, size: 1000 }
  const result = await runLoad({ ...load, manner: 'pooled', milliseconds: 50 })
  expect(result.sent).toBe(received.length)
  expect(result.sent).toBeGreaterThan(0)
})

it('counts no refused mail as sent, but fails', async () => {
  const { port } = await start(true)
  const load = { host: '127.0.0.1', port, clients: 1, size: 1000, messages: 1 }
  await expect(runLoad({ ...load, manner: 'pooled' })).rejects.toThrow('no room')
})

it('makes mails of the size asked for, each with other words', () => {
  const mails = [1, 2].map(n => makeMail(n, 2048).content)
  expect(mails.map(content => content.length)).toEqual([2048 + 3, 2048 + 3])
  expect(mails[0]?.subarray(400).equals(mails[1]?.subarray(400) ?? Buffer.alloc(0))).toBe(false)
})
