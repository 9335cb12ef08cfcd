import { describe, expect, test } from 'vitest'
import { entryPatch, messagePatch } from '../../web/state/row-change.ts'

describe('a change of flags', () => {
  test('names in all mail only what changes', () => {
    expect(messagePatch({ tags: ['ci'] }, { seen: true })).toEqual({ seen: true })
    expect(messagePatch({ tags: ['ci'] }, { flagged: false })).toEqual({ flagged: false })
  })

  test('of tags sets them all in all mail, each once whatever its case', () => {
    expect(messagePatch({ tags: ['ci', 'Urgent'] }, { addTag: 'urgent' })).toEqual({ tags: ['ci', 'urgent'] })
    expect(messagePatch({ tags: ['ci', 'Urgent'] }, { removeTag: 'URGENT' })).toEqual({ tags: ['ci'] })
  })

  test('adds to an entry of a folder and takes away from it', () => {
    expect(entryPatch({ seen: true, flagged: false, addTag: 'ci' })).toEqual({
      add: ['\\Seen', 'ci'],
      remove: ['\\Flagged'],
    })
    expect(entryPatch({ seen: false, removeTag: 'ci' })).toEqual({ add: [], remove: ['\\Seen', 'ci'] })
  })
})
