import { describe, expect, it, test } from 'vitest'
import { parseWorld } from '../../server/delivery/world/parse-world.ts'
import type { WorldLimits } from '../../server/delivery/world/world-limits.ts'

const parse = (document: unknown, limits?: Partial<WorldLimits>) => parseWorld(document, 0, limits)

const many = (count: number) => Array.from({ length: count }, (_, index) => `a${index}`)

describe('a world is bounded in', () => {
  const object = (count: number, value: unknown) => Object.fromEntries(many(count).map(name => [name, value]))
  const rule = { reply: '550' }
  test.each<[Partial<WorldLimits>, unknown, string]>([
    [{ document: 50 }, { domains: object(5, {}) }, 'the world has 53 characters as JSON; there may be 50'],
    [
      { depth: 2 },
      { domains: { a: { accounts: {} } } },
      'the world must not have more than 2 objects and lists in',
    ],
    [{ domains: 2 }, { domains: object(3, {}) }, '/domains makes 3 domains in all; there may be 2'],
    [{ hosts: 2 }, { hosts: object(3, {}) }, '/hosts makes 3 hosts in all; there may be 2'],
    [
      { accounts: 3 },
      { domains: { a: { accounts: many(2) }, b: { accounts: object(2, null) } } },
      '/domains/b/accounts makes 4 accounts in all; there may be 3',
    ],
    [{ accounts: 1 }, { submission: { users: object(2, 'x') } }, '/submission/users makes 2 accounts in all'],
    [
      { aliases: 2 },
      { domains: { 'x.test': { aliases: object(3, 'x') } } },
      '/domains/x.test/aliases makes 3 aliases in all',
    ],
    [
      { rules: 3 },
      { hosts: { a: { refuse: [rule, rule] }, b: { refuse: [rule], down: ['timeout'] } } },
      '/hosts/b makes 4 rules in all; there may be 3',
    ],
    [
      { records: 1 },
      { records: many(2).map(name => ({ name, type: 'TXT', value: 'x' })) },
      '/records has 2 items; there may be 1',
    ],
    [
      { list: 2 },
      { domains: { 'x.test': { mx: ['1 a', '2 b', '3 c'] } } },
      '/domains/x.test/mx has 3 items; there may be 2',
    ],
    [
      { text: 5 },
      { domains: { a: { account: { vacation: 'longer' } } } },
      `/domains/a/account/vacation has 6 characters; there may be 5`,
    ],
    [
      { tries: 10 },
      { retry: { delays: ['1s'], giveUpAfter: '11s' } },
      '/retry/delays makes 11 tries until mail is given up; there may be 10',
    ],
  ])('%j', (limits, document, message) => {
    expect(() => parse(document, limits)).toThrow(message)
    const [[name, limit] = ['', 0]] = Object.entries(limits)
    expect(() => parse(document, { [name]: limit * 2 })).not.toThrow()
  })

  it('accounts and rules, whether they are listed or named', () => {
    const document = {
      domains: { 'x.test': { accounts: many(5) } },
      hosts: { a: { refuse: many(3).map(() => rule), down: many(3).map(() => 'timeout') } },
    }
    expect(() => parse(document, { list: 2 })).not.toThrow()
    expect(() => parse(document, { list: 2, accounts: 4 })).toThrow('accounts has 5 items; there may be 4')
  })

  it('depth, even when it is too deep to be walked through', () => {
    let deep: unknown = {}
    for (let level = 0; level < 200_000; level++) deep = { deep }
    expect(() => parse(deep)).toThrow('must not have more than 16 objects')
  })

  it('what a wrong name shows of itself', () => {
    expect(() => parse({ ['x'.repeat(100_000)]: 1 })).toThrow(/^\/x{100}… is not known here; there are/)
  })
})
