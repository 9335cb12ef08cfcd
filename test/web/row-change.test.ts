import { expect, test } from 'vitest'
import { messagePatch } from '../../web/state/row-change.ts'

test('a change of flags names only what changes', () => {
  expect(messagePatch({ seen: true })).toEqual({ seen: true })
  expect(messagePatch({ flagged: false })).toEqual({ flagged: false })
  expect(messagePatch({ addTag: 'urgent' })).toEqual({ addTags: ['urgent'] })
  expect(messagePatch({ removeTag: 'ci' })).toEqual({ removeTags: ['ci'] })
})
