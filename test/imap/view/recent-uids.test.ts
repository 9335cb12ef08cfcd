import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecentUids } from '../../../server/imap/view/recent-uids.ts'

test('holds the runs that were added, and nothing else', () => {
  const runs = fc.array(fc.record({ gap: fc.nat(3), length: fc.nat(4) }), { maxLength: 40 })
  fc.assert(
    fc.property(runs, steps => {
      const recent = new RecentUids()
      const members = new Set<number>()
      let next = 1
      for (const { gap, length } of steps) {
        const from = next + gap
        next = from + length
        recent.add(from, next - 1)
        for (let uid = from; uid < next; uid++) members.add(uid)
      }
      for (let uid = 0; uid <= next + 1; uid++) expect(recent.includes(uid)).toBe(members.has(uid))
    }),
  )
})
