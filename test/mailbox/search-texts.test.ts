import { expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { matches } from '../../server/mailbox/match.ts'
import { parseQuery } from '../../server/mailbox/query.ts'
import { Store } from '../../server/mailbox/store.ts'
import { submission } from './submission.ts'

const ENCODED = { headers: ['Content-Type: text/html'], body: `<p>${'x'.repeat(1000)} end</p>` }

function kept(store: Store): number {
  return [...store.timeline].filter(message => message.searchText !== null).length
}

test('decoded texts are kept within a bound, and found beyond it', () => {
  const store = new Store({ clock: new SandboxClock(), limits: { searchText: 2500 } })
  const query = parseQuery('body:end')
  for (let count = 0; count < 4; count++) store.capture(submission(ENCODED))
  expect([...store.timeline].filter(message => matches(query, message))).toHaveLength(4)
  expect(kept(store)).toBe(2)
  const texts = store.timeline.first!.home.searchTexts
  expect(texts.kept).toBeLessThanOrEqual(2500)

  store.apply({ type: 'delete-message', ids: [store.timeline.first!.id] })
  expect([...store.timeline].filter(message => matches(query, message))).toHaveLength(3)
  expect(kept(store)).toBe(2)
  store.reset()
  expect(texts.kept).toBe(0)
})

test('plain text is not kept a second time', () => {
  const store = new Store({ clock: new SandboxClock() })
  const message = store.capture(submission({ body: 'plain end' }))
  expect(matches(parseQuery('body:end'), message)).toBe(true)
  expect(message.searchText).toEqual({ header: null, body: null })
  expect(message.home.searchTexts.kept).toBe(0)
})
