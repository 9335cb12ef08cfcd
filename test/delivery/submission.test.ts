import { expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { Delivery } from '../../server/delivery/submission.ts'
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
  expect(new Delivery(store).route(path('anyone@anywhere.test'))).toBe('mailbox')
  store.close()
})
