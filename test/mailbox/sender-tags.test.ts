import { describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import type { TagSource } from '../../server/mailbox/sender-tags.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { submission } from './submission.ts'

const tagsOf = ({ entries }: StoredMessage): (readonly string[])[] => entries.map(entry => entry.keywords)

function capture(
  { headers = [], to = ['bob@x.test'], user }: { headers?: string[]; to?: string[]; user?: string },
  {
    tagSources,
    ...limits
  }: { tagSources?: readonly TagSource[]; keywords?: number; keywordLength?: number } = {},
): StoredMessage {
  const store = new Store({ clock: new SandboxClock(), limits, ...(tagSources && { tagSources }) })
  const captured = submission({ headers, to })
  const auth = user === undefined ? null : { method: 'PLAIN', user }
  return store.capture({ ...captured, session: { ...captured.session, auth } })
}

describe('tags that a sender gives', () => {
  test.each<[string, Parameters<typeof capture>[0], readonly string[]]>([
    ['a field', { headers: ['X-Tags: ci, smoke'] }, ['ci', 'smoke']],
    ['several fields', { headers: ['X-Tags: a', 'x-tags: b,,a'] }, ['a', 'b']],
    ['a plus-address', { to: ['bob+ci-42@x.test', 'eve@x.test'] }, ['ci-42']],
    ['a plus-address with two', { to: ['bob+a+b@x.test'] }, ['a+b']],
    ['a plus in a domain', { to: ['bob@x+y.test'] }, []],
    ['nothing behind the plus', { to: ['bob+@x.test'] }, []],
    ['the SMTP user', { user: 'ci-42' }, ['ci-42']],
    ['all of them', { headers: ['X-Tags: a'], to: ['bob+b@x.test'], user: 'A' }, ['a', 'b']],
    [
      'characters that no tag holds',
      { headers: ['X-Tags: two words, (c), gr=C3, é'] },
      ['two-words', '-c-', 'gr=C3', '-'],
    ],
    ['nobody', {}, []],
  ])('come from %s', (_, given, expected) => {
    const tags = tagsOf(capture(given))
    expect(
      tags.every(list => JSON.stringify(list) === JSON.stringify(expected)),
      JSON.stringify(tags),
    ).toBe(true)
    expect(tags.length).toBeGreaterThan(1)
  })

  test('are left out where they are switched off', () => {
    const given = { headers: ['X-Tags: a'], to: ['bob+b@x.test'], user: 'c' }
    expect(tagsOf(capture(given, { tagSources: ['plus'] }))[0]).toEqual(['b'])
    expect(tagsOf(capture(given, { tagSources: ['header', 'user'] }))[0]).toEqual(['a', 'c'])
    expect(tagsOf(capture(given, { tagSources: [] }))[0]).toEqual([])
  })

  test('are bounded in number, in length and in all', () => {
    const many = Array.from({ length: 50 }, (_, n) => `t${n}`).join(',')
    expect(tagsOf(capture({ headers: [`X-Tags: ${many}`] }))[0]).toHaveLength(20)
    expect(tagsOf(capture({ headers: ['X-Tags: abcdef, abc'] }, { keywordLength: 5 }))[0]).toEqual(['abc'])
    expect(tagsOf(capture({ headers: ['X-Tags: a, b'] }, { keywords: 3 }))[0]).toEqual([])
    expect(tagsOf(capture({ headers: ['X-Tags: a, b'] }, { keywords: 4 }))[0]).toEqual(['a', 'b'])
  })
})
