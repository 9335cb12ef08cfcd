import { describe, expect, it, test } from 'vitest'
import { MESSAGE_LIMITS } from '../../server/message/limits.ts'
import { decodedParameter, parseParameterized } from '../../server/message/parameters.ts'

describe('parseParameterized', () => {
  const table: [text: string, value: string, parameters: Record<string, string>][] = [
    ['text/plain', 'text/plain', {}],
    ['Text/HTML; Charset=UTF-8', 'text/html', { charset: 'UTF-8' }],
    ['text/plain;charset="utf-8";format=flowed', 'text/plain', { charset: 'utf-8', format: 'flowed' }],
    ['text/plain (comment); charset=us-ascii (Plain text)', 'text/plain', { charset: 'us-ascii' }],
    ['attachment; filename="a;b=c.txt"; size=3', 'attachment', { filename: 'a;b=c.txt', size: '3' }],
    ['attachment; filename="a \\"b\\".txt"', 'attachment', { filename: 'a "b".txt' }],
    ['attachment; filename=my file.txt; size=3', 'attachment', { filename: 'my file.txt', size: '3' }],
    ['attachment; filename="a" "b"', 'attachment', { filename: 'ab' }],
    ['attachment; filename="unclosed; size=3', 'attachment', { filename: 'unclosed', size: '3' }],
    ['text/plain; charset=us-ascii oops', 'text/plain', { charset: 'us-ascii' }],
    ['text/plain; a=1; a=2', 'text/plain', { a: '1' }],
    ['text/plain; ; flag; =x; a = 1', 'text/plain', { a: '1' }],
    ['multipart/mixed; boundary="=?x?q?y?="', 'multipart/mixed', { boundary: '=?x?q?y?=' }],
    ['', '', {}],
    [';', '', {}],
    ['text/plain; __proto__=x', 'text/plain', Object.fromEntries([['__proto__', 'x']])],
  ]
  test.each(table)('reads %s', (text, value, parameters) => {
    const read = parseParameterized(text)
    expect({ value: read.value, parameters: Object.entries(read.parameters) }).toEqual({
      value,
      parameters: Object.entries(parameters),
    })
  })

  it('reads no more parameters than its limit', () => {
    const text = Array.from({ length: MESSAGE_LIMITS.parameters + 1 }, (_, n) => `;p${n}=${n}`).join('')
    expect(Object.keys(parseParameterized(text).parameters)).toHaveLength(MESSAGE_LIMITS.parameters)
  })
})

describe('decodedParameter reads', () => {
  test.each([
    ['a plain name', 'filename="plain.txt"', 'plain.txt'],
    ['encoded words', 'filename="=?utf-8?q?gr=C3=BCn.txt?="', 'grün.txt'],
    ['an extended value', "filename*=utf-8''gr%C3%BCn.txt", 'grün.txt'],
    ['an extended value in another charset', "filename*=iso-8859-1'de'gr%FCn.txt", 'grün.txt'],
    ['an extended value before the plain one', "filename=x.txt; filename*=utf-8''gr%C3%BCn.txt", 'grün.txt'],
    ['sections', 'filename*0="a long "; filename*1="name.txt"', 'a long name.txt'],
    ['sections in any order', 'filename*1="name.txt"; filename*0="a long "', 'a long name.txt'],
    ['extended sections', "filename*0*=utf-8''gr%C3; filename*1*=%BCn; filename*2=.txt", 'grün.txt'],
    ['more than nine sections', Array.from({ length: 12 }, (_, n) => `filename*${n}=${n % 10}`).join(';'), '012345678901'],
    ['encoded words in sections', 'filename*0="=?utf-8?q?gr=C3"; filename*1="=BCn?="', 'grün'],
    ['an apostrophe that is no delimiter', "filename*0=it's; filename*1=.txt", "it's.txt"],
    ['an extended value without charset', 'filename*=gr%C3%BCn.txt', 'grün.txt'],
    ['percent signs that encode nothing', "filename*=utf-8''100%.%zz", '100%.%zz'],
  ])('%s', (_, text, expected) => {
    expect(decodedParameter(parseParameterized(`attachment; ${text}`).parameters, 'filename')).toBe(expected)
  }) // prettier-ignore

  it('nothing where there is no such parameter', () => {
    expect(decodedParameter({ filenamex: 'a' }, 'filename')).toBeNull()
  })
})
