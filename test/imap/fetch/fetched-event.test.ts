import { expect, test } from 'vitest'
import { Client } from '../client.ts'
import { BOB } from '../start-imap.ts'
import { useImap } from '../use-imap.ts'

const startImap = useImap()

test('the feed tells which messages a session took the content of, once for a command', async () => {
  const imap = await startImap()
  const [first, second] = [
    imap.deliver('Subject: 1\r\n\r\none\r\n'),
    imap.deliver('Subject: 2\r\n\r\ntwo\r\n'),
  ]
  const fetched: (readonly string[])[] = []
  imap.store.feed.subscribe(event => {
    if (event.type === 'session.fetched') fetched.push(event.ids)
  })
  const client = new Client(await imap.connectAs(BOB))
  await client.say('SELECT INBOX')
  await client.say('FETCH 1:* (FLAGS ENVELOPE BODYSTRUCTURE RFC822.SIZE PREVIEW BODY.PEEK[HEADER])')
  expect(fetched).toEqual([])
  await client.say('FETCH 1:* BODY.PEEK[]')
  await client.say('FETCH 2 BINARY[1]')
  await client.say('FETCH 1 BODY.PEEK[1]<0.2>')
  expect(fetched).toEqual([[first.id, second.id], [second.id], [first.id]])
})
