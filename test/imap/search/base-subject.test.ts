import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baseSubject } from '../../../server/imap/search/base-subject.ts'

describe('the base subject', () => {
  // prettier-ignore
  test.each<[subject: string, base: string, isReply: boolean]>([
    ['Hello', 'Hello', false],
    ['', '', false],
    ['  Hello \t  world ', 'Hello world', false],
    ['Re: Hello', 'Hello', true],
    ['RE:Hello', 'Hello', true],
    ['Fwd: Hello', 'Hello', true],
    ['FW: Re : Hello', 'Hello', true],
    ['Re[2]: Hello', 'Hello', true],
    ['Re [list] : Hello', 'Hello', true],
    ['Hello (fwd)', 'Hello', true],
    ['Hello (FWD) (fwd)  ', 'Hello', true],
    ['[list] Hello', 'Hello', false],
    ['[a][b] [c] Hello', 'Hello', false],
    ['[list] Re: [other] Fwd: Hello', 'Hello', true],
    ['[fwd: Hello]', 'Hello', true],
    ['Re: [Fwd: Re: Hello (fwd)]', 'Hello', true],
    ['[fwd: [fwd: Hello]]', 'Hello', true],
    ['[list]', '[list]', false],
    ['[a] [b]', '[b]', false],
    ['Re: [list]', '[list]', true],
    ['Re:', '', true],
    ['Re', 'Re', false],
    ['Ready: steady', 'Ready: steady', false],
    ['Hello Re: world', 'Hello Re: world', false],
    ['[not closed Hello', '[not closed Hello', false],
    ['[a [b] Hello', '[a [b] Hello', false],
    ['[foo] Fwd: [bar] Re: fw: b (fWd)  (fwd)', 'b', true],
    ['b (a)', 'b (a)', false],
    ['[fwd:]', '', true],
    ['(fwd)', '', true],
  ])('of %j is %j', (subject, text, isReply) => {
    expect(baseSubject(subject)).toEqual({ text, isReply })
  })

  test('has itself as its base', () => {
    const pieces = fc.constantFrom('re', 'fwd', ':', '[', ']', '(fwd)', '[fwd:', ' ', 'a', '[a]', 'Re: ')
    fc.assert(
      fc.property(fc.array(pieces), parts => {
        const { text } = baseSubject(parts.join(''))
        expect(baseSubject(text).text).toBe(text)
      }),
    )
  })

  test.each(['[a]', '[a] ', 're:', '(fwd)', '[', '[fwd:', 're [a] '])(
    'is found at once after many %j',
    mark => {
      const began = performance.now()
      baseSubject(`${mark.repeat(20_000)} x`)
      baseSubject(`x ${mark.repeat(20_000)}`)
      expect(performance.now() - began).toBeLessThan(500)
    },
  )
})
