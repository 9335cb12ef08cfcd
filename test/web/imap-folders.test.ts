import { describe, expect, test } from 'vitest'
import { ResponseReader } from '../../server/imap/wire/response-reader.ts'
import { FolderListing } from '../../web/state/imap-folders.ts'

function foldersOf(utf8: boolean, ...lines: string[]) {
  const reader = new ResponseReader({ line: 100_000, literals: 100_000 })
  const listing = new FolderListing(utf8)
  listing.take(reader.push(new TextEncoder().encode(lines.map(line => `${line}\r\n`).join(''))))
  return listing.folders
}

describe('a listing of folders', () => {
  test('knows uses and counts, and what is no folder', () => {
    const [inbox, sent, level] = foldersOf(
      true,
      '* LIST (\\NonExistent \\HasChildren) "/" Old',
      '* LIST (\\HasNoChildren \\Subscribed \\Sent) "/" "Sent Mail"',
      '* STATUS "Sent Mail" (MESSAGES 3 UNSEEN 1)',
      '* LIST (\\HasNoChildren) "/" INBOX',
      '* STATUS Nowhere (MESSAGES 3 UNSEEN 1)',
      'a1 OK done',
    )
    expect(inbox).toMatchObject({ name: 'INBOX', messages: null, isSelectable: true, isSubscribed: false })
    expect(sent).toMatchObject({
      name: 'Sent Mail',
      specialUse: '\\Sent',
      messages: 3,
      unseen: 1,
      isSubscribed: true,
    })
    expect(level).toMatchObject({ name: 'Old', isSelectable: false })
  })

  test('has INBOX first, then those with a use, and each below its own', () => {
    const names = ['Zoo', 'a/b/c', 'Trash', 'a', 'INBOX/x', 'a b', 'a/b', 'INBOX']
    const folders = foldersOf(
      true,
      ...names.map(name => `* LIST (${name === 'Trash' ? '\\Trash' : ''}) "/" "${name}"`),
    )
    expect(folders.map(({ name }) => name)).toEqual([
      'INBOX',
      'INBOX/x',
      'Trash',
      'a',
      'a/b',
      'a/b/c',
      'a b',
      'Zoo',
    ])
    expect(folders.map(({ depth }) => depth)).toEqual([0, 1, 0, 0, 1, 2, 0, 0])
  })

  test('reads names in UTF-8, or in modified UTF-7 from a server that has no other', () => {
    expect(foldersOf(true, '* LIST () "/" "Clients été"')[0]?.name).toBe('Clients été')
    expect(foldersOf(false, '* LIST () "/" "Clients &AOk-t&AOk-"')[0]?.name).toBe('Clients été')
  })
})
