import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { createUnchangedTest } from '../../server/imap/unchanged-since.ts'
import { FLAGGED, SEEN, type Marks } from '../../server/mailbox/flags.ts'
import { Store } from '../../server/mailbox/store.ts'
import { submission } from '../mailbox/submission.ts'

const marks: fc.Arbitrary<Marks> = fc.record({
  flags: fc.constantFrom(0, SEEN, FLAGGED, SEEN | FLAGGED),
  keywords: fc.subarray(['a', 'b']),
})
const mode = fc.constantFrom('add', 'remove', 'replace')

/** The names of all marks. */
function namesOf({ flags, keywords }: Marks): string[] {
  return [...[SEEN, FLAGGED].filter(bit => (flags & bit) !== 0).map(String), ...keywords]
}

test('a STORE is held against the last change of each flag that it names, as if each were numbered', () => {
  const change = fc.record({ uid: fc.integer({ min: 1, max: 3 }), mode, marks })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), fc.nat(12), mode, marks, (changes, later, how, what) => {
      const clock = new SandboxClock()
      const store = new Store({ clock })
      for (let n = 0; n < 3; n++) store.capture(submission({ to: ['bob@x.test'] }))
      const folder = store.openAccount('bob@x.test').inbox
      const placed = folder.highestModSeq
      /** When each mark of each entry changed last. */
      const changed = new Map<string, number>()
      for (const { uid, mode, marks } of changes) {
        const before = namesOf(folder.entries.get(uid)!)
        store.apply({ type: 'flag', folder, uids: [uid], mode, ...marks })
        const after = namesOf(folder.entries.get(uid)!)
        for (const name of new Set([...before, ...after])) {
          if (before.includes(name) !== after.includes(name))
            changed.set(`${uid} ${name}`, folder.highestModSeq)
        }
      }
      const since = placed + later
      const isUnchanged = createUnchangedTest(folder, since, { mode: how, marks: what })
      for (const entry of folder.entries.slice(0)) {
        const names = how === 'replace' ? [String(SEEN), String(FLAGGED), 'a', 'b'] : namesOf(what)
        const expected = names.every(name => (changed.get(`${entry.uid} ${name}`) ?? 0) <= since)
        expect(isUnchanged(entry)).toBe(expected)
      }
      store.close()
      clock.close()
    }),
  )
})
