import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { createWebSocketStream, WebSocket } from 'ws'
import { startTestServer } from '../http/http-fixture.ts'
import { Pop3Talk } from './pop3-talk.ts'
import { BOB } from './start-pop3.ts'
import { usePop3 } from './use-pop3.ts'

const start = usePop3()

test('a web page speaks with the same engine, by WebSocket', async () => {
  const pop3 = await start()
  const raw = `Subject: large\r\n\r\n${'.line\r\n'.repeat(100_000)}`
  pop3.deliver(raw)
  const { store, sessions } = pop3
  const tunnels = {
    pop3: (...session: Parameters<typeof pop3.server.open>) => pop3.server.open(...session),
  }
  const { port } = await startTestServer({ store, sessions, tunnels })
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/accounts/${encodeURIComponent(BOB)}/pop3`)
  onTestFinished(() => socket.terminate())
  const closed = once(socket, 'close')
  const talk = await new Pop3Talk(createWebSocketStream(socket)).logIn()
  expect(sessions.list()).toMatchObject([{ protocol: 'pop3', address: '127.0.0.1', user: BOB }])
  await talk.say('RETR 1')
  const lines = await talk.rest()
  expect(lines.map(line => line.replace(/^\./, '')).join('\r\n')).toBe(raw.slice(0, -2))
  expect(await talk.say('QUIT')).toBe('+OK good-bye')
  expect((await closed)[0]).toBe(1000)
})
