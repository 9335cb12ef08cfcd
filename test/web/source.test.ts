import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { highlightSource } from '../../web/views/highlight-source.ts'
import { splitLinks } from '../../web/views/split-links.ts'

/** Each line as `kind:text` stretches. */
const kinds = (source: string) =>
  highlightSource(source).map(line => line.map(({ kind, text }) => `${kind}:${text}`))

describe('the source of a message', () => {
  test('is coloured by what its lines are', () => {
    const source = [
      'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
      'Content-Type: multipart/mixed; boundary="b1"',
      '',
      '--b1',
      'Content-Transfer-Encoding: base64',
      '',
      'SGVsbG8=',
      '--b1',
      'Content-Type: text/plain',
      '',
      'See https://x.test/a =C3',
      'Name: not a field here',
      '--b1--',
    ]
    expect(kinds(source.join('\r\n'))).toEqual([
      ['name:Subject', 'text:: ', 'value:=?utf-8?q?Gr=C3=BC=C3=9Fe?='],
      ['name:Content-Type', 'text:: multipart/mixed; boundary="b1"'],
      [],
      ['mark:--b1'],
      ['name:Content-Transfer-Encoding', 'text:: base64'],
      [],
      ['faint:SGVsbG8='],
      ['mark:--b1'],
      ['name:Content-Type', 'text:: text/plain'],
      [],
      ['text:See ', 'link:https://x.test/a', 'text: ', 'faint:=C3'],
      ['text:Name: not a field here'],
      ['mark:--b1--'],
    ])
  })

  test('loses no character, whatever it is', () => {
    const source = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('\r\n', '\n', '--b', 'boundary=b', '', 'A: =?u?q?x?=', '=3D=')),
    )
    fc.assert(
      fc.property(source, parts => {
        const text = parts.join('\n')
        const shown = highlightSource(text).map(line => line.map(stretch => stretch.text).join(''))
        expect(shown).toEqual(text.split(/\r\n|\n|\r/))
      }),
    )
  })
})

describe('links in a text', () => {
  test.each([
    ['Open https://x.test/a?b=c, please.', ['https://x.test/a?b=c']],
    ['(https://x.test/path)', ['https://x.test/path']],
    ['<https://x.test/>', ['https://x.test/']],
    ['javascript:alert(1) ftp://x.test', []],
  ])('%j', (text, links) => {
    const stretches = splitLinks(text)
    expect(stretches.filter(({ isLink }) => isLink).map(stretch => stretch.text)).toEqual(links)
    expect(stretches.map(stretch => stretch.text).join('')).toBe(text)
  })
})
