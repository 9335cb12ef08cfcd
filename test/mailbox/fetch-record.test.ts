import { expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { Feed } from '../../server/mailbox/feed.ts'
import type { FeedEvent } from '../../server/mailbox/feed-event.ts'
import { FetchRecord } from '../../server/mailbox/fetch-record.ts'

function startRecord() {
  const clock = new SandboxClock()
  const feed = new Feed(100, error => {
    throw error
  })
  const events: FeedEvent[] = []
  feed.subscribe(event => void events.push(event))
  const session = {
    id: 's',
    protocol: 'imap',
    address: '127.0.0.1',
    port: 1,
    since: 0,
    user: 'bob',
    tls: false,
  } as const
  return { record: new FetchRecord({ feed, clock }, { ...session }), events }
}

test('one event tells of all that was fetched since the one before', () => {
  const { record, events } = startRecord()
  record.add('a')
  record.add('b')
  record.tell()
  record.tell()
  record.add('c')
  record.tell()
  expect(events).toMatchObject([
    { type: 'session.fetched', id: 's', protocol: 'imap', user: 'bob', ids: ['a', 'b'] },
    { type: 'session.fetched', ids: ['c'] },
  ])
})

test('an event tells of a thousand at most', () => {
  const { record, events } = startRecord()
  for (let n = 0; n < 1001; n++) record.add(`${n}`)
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({ ids: { length: 1000 } })
})
