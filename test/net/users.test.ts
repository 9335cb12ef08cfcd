import { describe, expect, test } from 'vitest'
import { Users } from '../../server/net/users.ts'

const digestOf = (password: string): string => `d:${password}`

describe('Users', () => {
  test('takes any credentials as long as no user is named', () => {
    const users = Users.parse([])
    expect(users.any).toBe(false)
    expect(users.verify('anyone', 'anything')).toBe(true)
  })

  test('takes only the right password of a named user', () => {
    const users = Users.parse(['anna:open:sesame', 'bob:'])
    expect(users.any).toBe(true)
    expect(users.verify('anna', 'open:sesame')).toBe(true)
    expect(users.verify('bob', '')).toBe(true)
    expect(users.verify('anna', 'open')).toBe(false)
    expect(users.verify('Anna', 'open:sesame')).toBe(false)
    expect(users.verify('eve', 'a password that nobody has')).toBe(false)
    expect(users.passwordOf('anna')).toBe('open:sesame')
    expect(users.passwordOf('eve')).toBeUndefined()
  })

  test('takes only the digest of the right password of a named user', () => {
    const users = Users.parse(['anna:sesame'])
    expect(users.verifyDigest('anna', 'd:sesame', digestOf)).toBe(true)
    expect(users.verifyDigest('anna', 'D:Sesame', digestOf)).toBe(true)
    expect(users.verifyDigest('anna', 'd:wrong', digestOf)).toBe(false)
    expect(users.verifyDigest('eve', 'd:a password that nobody has', digestOf)).toBe(false)
    expect(new Users().verifyDigest('anyone', 'anything', digestOf)).toBe(true)
  })

  test('can be joined by more, whose passwords do not take the place of those that are there', () => {
    const users = Users.parse(['anna:sesame']).with(
      new Map([
        ['anna', 'apple'],
        ['eve', 'apple'],
      ]),
    )
    expect(users.verify('anna', 'sesame')).toBe(true)
    expect(users.verify('anna', 'apple')).toBe(false)
    expect(users.verify('eve', 'apple')).toBe(true)
    expect(new Users().with(new Map([['eve', 'apple']])).verify('anna', 'sesame')).toBe(false)
    expect(new Users().with(new Map()).any).toBe(false)
  })

  test('says which entry is wrong, without its password', () => {
    expect(() => Users.parse(['anna:sesame', 'sesame'])).toThrow('user 2 must be written name:password')
    expect(() => Users.parse([':sesame'])).toThrow('with a name before the first colon')
    expect(() => Users.parse(['anna:1', 'anna:2'])).toThrow('user "anna" is named twice')
  })
})
