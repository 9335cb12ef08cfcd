import { expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { Delivery, type Route } from '../../server/delivery/submission.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { EnvelopePath, Submission } from '../../server/message/envelope.ts'

const path = (address: string): EnvelopePath => ({ address, argument: `<${address}>`, parameters: {} })

const submission = (chunks: readonly Buffer[]): Submission => ({
  chunks,
  size: chunks.reduce((size, chunk) => size + chunk.length, 0),
  envelope: { from: path('anna@app.test'), to: [path('bob@x.test')] },
  session: { id: '1', protocol: 'api', ehlo: null, address: null, port: null, tls: null, auth: null },
  transcript: null,
})

test('a submitted message can be read at once, and keeps its bytes when those it came in are used again', () => {
  const store = new Store({ clock: new SandboxClock() })
  const chunks = [Buffer.from('Subject: hi\r\n\r\n'), Buffer.from('there')]
  const { id } = new Delivery(store).submit(submission(chunks))
  for (const chunk of chunks) chunk.fill('x')
  expect(store.message(id)?.raw.toString()).toBe('Subject: hi\r\n\r\nthere')
  expect(store.account('bob@x.test')?.folder('INBOX')?.entries.length).toBe(1)
  store.close()
})

test('every recipient has a mailbox here', () => {
  const store = new Store({ clock: new SandboxClock() })
  expect(new Delivery(store).route(path('anyone@anywhere.test'), 1_000_000)).toBe('mailbox')
  expect(store.account('anyone@anywhere.test')).toBeUndefined()
  store.close()
})

const full = { permanent: false, message: 'the mailbox of bob@x.test is full' }
const tooLarge = (size: number) => ({
  permanent: true,
  message: `the message has ${size} bytes, and bob@x.test may hold 100 in all`,
})

test.each<[octets: number | null, messages: number | null, size: number | null, route: Route]>([
  [null, null, 1_000_000, 'mailbox'],
  [100, null, null, 'mailbox'],
  [100, null, 80, 'mailbox'],
  [100, null, 81, full],
  [100, null, 100, full],
  [100, null, 101, tooLarge(101)],
  [20, null, null, full],
  [100, 2, 80, 'mailbox'],
  [100, 1, 80, full],
  [100, 0, null, full],
  [100, 1, 101, tooLarge(101)],
])('with 20 octets held of %s, of %s messages, one of %s is routed so', (octets, messages, size, route) => {
  const store = new Store({ clock: new SandboxClock() })
  const delivery = new Delivery(store)
  delivery.submit(submission([Buffer.alloc(20, 'x')]))
  store.apply({ type: 'set-quota', address: 'bob@x.test', quota: { octets, messages } })
  expect(delivery.route(path('BOB@x.test'), size)).toEqual(route)
  store.close()
})

test('a recipient called all is no more than that', () => {
  const store = new Store({ clock: new SandboxClock() })
  store.apply({ type: 'set-quota', address: 'all', quota: { octets: 0, messages: 0 } })
  expect(new Delivery(store).route(path('all'), 10)).toBe('mailbox')
  store.close()
})

test('a quota for every account holds for those that do not exist yet', () => {
  const store = new Store({ clock: new SandboxClock(), limits: { accountOctets: 100, accountMessages: 1 } })
  const delivery = new Delivery(store)
  expect(delivery.route(path('bob@x.test'), 101)).toEqual(tooLarge(101))
  expect(delivery.route(path('bob@x.test'), 100)).toBe('mailbox')
  delivery.submit(submission([Buffer.alloc(20, 'x')]))
  expect(delivery.route(path('bob@x.test'), 1)).toEqual(full)
  store.apply({ type: 'set-quota', address: 'bob@x.test', quota: null })
  expect(delivery.route(path('bob@x.test'), 1000)).toBe('mailbox')
  expect(store.catchAll.quota).toBeNull()
  store.close()
})
