import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { FaultSyntaxError } from '../../server/delivery/faults/fault-syntax-error.ts'
import { parseFault } from '../../server/delivery/faults/parse-fault.ts'
import { createWildcardTest } from '../../server/delivery/faults/wildcard-test.ts'

test('a pattern takes what the regular expression takes that it stands for', () => {
  const word = fc.array(fc.constantFrom('a', 'b', 'ab', 'A'), { maxLength: 6 }).map(parts => parts.join(''))
  const pattern = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 6 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(pattern, word, (wanted, text) => {
      const expression = new RegExp(`^${wanted.replaceAll('*', '.*')}$`, 'i')
      expect(createWildcardTest(wanted)(text)).toBe(expression.test(text))
    }),
    { numRuns: 2000 },
  )
})

test('a pattern of many wildcards costs no more than one of few', () => {
  const isMeant = createWildcardTest('*a'.repeat(300) + '*b')
  expect(isMeant('a'.repeat(200_000))).toBe(false)
  expect(isMeant(`${'a'.repeat(200_000)}b`)).toBe(true)
})

test('whatever is given as a fault is one or is refused as none', () => {
  const key = fc.constantFrom(
    'match',
    'act',
    'stage',
    'reply',
    'code',
    'attempt',
    'first',
    'delay',
    '__proto__',
  )
  const value = fc.letrec(tie => ({
    value: fc.oneof(
      fc.constantFrom('rcpt', 'connect', '2s', 451, true, null, -1, 0.5, ''),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      fc.array(tie('value'), { maxLength: 2 }),
    ),
  })).value
  fc.assert(
    fc.property(value, rule => {
      try {
        expect(parseFault(rule)).toMatchObject({ match: { stage: expect.any(String) } })
      } catch (error) {
        expect(error).toBeInstanceOf(FaultSyntaxError)
      }
    }),
    { numRuns: 2000 },
  )
})
