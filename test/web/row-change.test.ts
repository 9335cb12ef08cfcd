import { describe, expect, test } from 'vitest'
import { entryPatch, messagePatch } from '../../web/state/row-change.ts'

describe('a change of flags', () => {
  test('names in all mail only what changes', () => {
    expect(messagePatch({ seen: true })).toEqual({ seen: true })
    expect(messagePatch({ flagged: false })).toEqual({ flagged: false })
    expect(messagePatch({ addTag: 'urgent' })).toEqual({ addTags: ['urgent'] })
    expect(messagePatch({ removeTag: 'ci' })).toEqual({ removeTags: ['ci'] })
  })

  test('adds to an entry of a folder and takes away from it', () => {
    expect(entryPatch({ seen: true, flagged: false, addTag: 'ci' })).toEqual({
      add: ['\\Seen', 'ci'],
      remove: ['\\Flagged'],
    })
    expect(entryPatch({ seen: false, removeTag: 'ci' })).toEqual({ add: [], remove: ['\\Seen', 'ci'] })
  })
})
