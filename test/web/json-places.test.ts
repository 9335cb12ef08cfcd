import { describe, expect, test } from 'vitest'
import { jsonPlaces, JsonSyntaxError, lineAt } from '../../web/state/json-places.ts'

const DOCUMENT = `{
  "domains": {
    "a/b~c": { "mx": ["10 mx1.x.test", {"host": "mx2.x.test"}] }
  },
  "retry": { "giveUpAfter": "5d", "connections": -2.5e1 }, "empty": [{}, [], "", null]
}`

/** What a value begins with. */
function beginning(pointer: string): string | undefined {
  const at = jsonPlaces(DOCUMENT).get(pointer)
  return at === undefined ? undefined : DOCUMENT.slice(at, at + 6)
}

describe('the places of a JSON text', () => {
  test.each([
    ['', '{\n  "d'],
    ['/domains', '{\n    '],
    ['/domains/a~1b~0c', '{ "mx"'],
    ['/domains/a~1b~0c/mx/0', '"10 mx'],
    ['/domains/a~1b~0c/mx/1/host', '"mx2.x'],
    ['/retry/connections', '-2.5e1'],
    ['/empty/1', '[], ""'],
    ['/empty/3', 'null]\n'],
    ['/nothing', undefined],
  ])('%s begins with %j', (pointer, text) => {
    expect(beginning(pointer)).toBe(text)
  })

  test.each([
    ['', 0],
    ['{"a": }', 6],
    ['{"a": 1,}', 8],
    ['{"a" 1}', 5],
    ['[1 2]', 3],
    ['[01]', 1],
    ['"open', 0],
    ['{"a": tru}', 6],
    ['1 1', 2],
    ['TRUE', 0],
    ['"\\N"', 0],
    ['"\n"', 0],
  ])('%j ends at %i', (text, position) => {
    let error: unknown
    try {
      jsonPlaces(text)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(JsonSyntaxError)
    expect((error as JsonSyntaxError).position).toBe(position)
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
  })

  test.each(['"\\u00e9\\n\\\\ \u007f\u{1f600} [ ]"', '-0.5E+3', ' [ ] '])(
    'are read of all that is JSON: %s',
    text => {
      expect(() => JSON.parse(text) as unknown).not.toThrow()
      expect(jsonPlaces(text).size).toBe(1)
    },
  )

  test('are not looked for below what no stack would hold', () => {
    expect(() => jsonPlaces('['.repeat(100_000))).toThrow(JsonSyntaxError)
  })

  test('are on lines that are counted from 1', () => {
    expect([lineAt('a\nb\nc', 0), lineAt('a\nb\nc', 2), lineAt('a\nb\nc', 4)]).toEqual([1, 2, 3])
  })
})
