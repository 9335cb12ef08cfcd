import { expect, test } from 'vitest'
import { DELETED, FLAGGED, SEEN } from '../../server/mailbox/flags.ts'
import { MarkLog } from '../../server/mailbox/mark-log.ts'

const bare = { flags: 0, keywords: [] }

test('tells which marks changed after a modification sequence, those that changed back included', () => {
  const log = new MarkLog()
  log.add({ uid: 1, modseq: 2, ...bare }, { flags: SEEN, keywords: ['a'] }, 4)
  log.add({ uid: 2, modseq: 3, flags: DELETED, keywords: [] }, bare, 5)
  log.add({ uid: 1, modseq: 4, flags: SEEN, keywords: ['a'] }, { flags: FLAGGED, keywords: ['A', 'b'] }, 6)
  expect([...log.since(3).values()]).toEqual([
    { uid: 1, before: 2, modseq: 6, flags: SEEN | FLAGGED, keywords: ['a', 'b'] },
    { uid: 2, before: 3, modseq: 5, flags: DELETED, keywords: [] },
  ])
  expect([...log.since(4).keys()]).toEqual([1, 2])
  expect(log.since(5).get(1)).toEqual({
    uid: 1,
    before: 4,
    modseq: 6,
    flags: SEEN | FLAGGED,
    keywords: ['b'],
  })
  expect(log.since(6).size).toBe(0)
})

test('forgets what is long ago, and shows it by what it knows to be before', () => {
  const log = new MarkLog()
  for (let modseq = 2; modseq < 5002; modseq++)
    log.add({ uid: 1, modseq: modseq - 1, ...bare }, { flags: SEEN, keywords: [] }, modseq)
  const change = log.since(1).get(1)
  expect(change?.before).toBeGreaterThan(5002 - 2002)
  expect(change?.before).toBeLessThan(5002 - 1000)
})

test('tells a keyword once, however often it came and went', () => {
  const log = new MarkLog()
  const tagged = { flags: 0, keywords: ['a'] }
  for (let modseq = 2; modseq < 10; modseq += 2) {
    log.add({ uid: 1, modseq: modseq - 1, ...bare }, tagged, modseq)
    log.add({ uid: 1, modseq, ...tagged }, bare, modseq + 1)
  }
  expect(log.since(1).get(1)?.keywords).toEqual(['a'])
})
