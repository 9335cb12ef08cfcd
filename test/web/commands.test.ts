import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../web/app/commands.ts'
import { en } from '../../web/app/words/en.ts'

describe('the table of commands', () => {
  test('has a line for everything that has a name', () => {
    expect(COMMANDS.map(({ name }) => name).toSorted()).toEqual(Object.keys(en.actions).toSorted())
  })

  test('gives no key two meanings, and none that another waits for', () => {
    const keys = COMMANDS.flatMap(command => command.keys)
    expect(new Set(keys).size).toBe(keys.length)
    const first = new Set(keys.filter(key => /^\S \S$/.test(key)).map(key => key[0]))
    expect(keys.filter(key => first.has(key))).toEqual([])
  })
})
