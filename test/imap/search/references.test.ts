import { describe, expect, test } from 'vitest'
import { parseMessageIds, readReferences } from '../../../server/imap/search/references.ts'
import { lines } from '../../message/lines.ts'

describe('message ids', () => {
  test.each<[value: string, expected: string[]]>([
    ['<a@x>', ['a@x']],
    ['<a@x> <b@x>\r\n <c@x>', ['a@x', 'b@x', 'c@x']],
    ['<a@x><b@x>', ['a@x', 'b@x']],
    ['Your mail of Monday <a@x> from anna@x', ['a@x']],
    ['<"a.b"@x>', ['a.b@x']],
    ['<a @ x>', ['a@x']],
    ['<no-right-side> <@x> <a@>', []],
    ['<a@x', []],
    ['', []],
  ])('in %j', (value, expected) => {
    expect(parseMessageIds(value)).toEqual(expected)
  })
})

describe('a message refers', () => {
  // prettier-ignore
  test.each<[behaviour: string, header: string[], references: string[]]>([
    ['by References', ['In-Reply-To: <z@x>', 'References: <a@x> <b@x>'], ['a@x', 'b@x']],
    ['by the first id of In-Reply-To, where References has none', ['References: nothing', 'In-Reply-To: <a@x> <b@x>'], ['a@x']],
    ['to nothing', ['Subject: x'], []],
  ])('%s', (_, header, references) => {
    expect(readReferences(lines('Message-ID: <m@x>', ...header, ''))).toEqual({ messageId: 'm@x', references })
  })

  test('to the first and the last ones, where they are many', () => {
    const ids = Array.from({ length: 300 }, (_, n) => `${n}@x`)
    const { references } = readReferences(lines(`References: ${ids.map(id => `<${id}>`).join(' ')}`, ''))
    expect(references).toEqual(['0@x', ...ids.slice(-99)])
  })
})
