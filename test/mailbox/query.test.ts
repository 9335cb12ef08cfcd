import { describe, expect, test } from 'vitest'
import { parseQuery, QUERY_LIMITS, QuerySyntaxError } from '../../server/mailbox/query.ts'
import type { Query } from '../../server/mailbox/query.ts'

/** The tree in a short form: ['and', …], ['or', …], ['not', …], and terms as key, value and span. */
function sketch(query: Query): unknown {
  switch (query.kind) {
    case 'all':
      return 'all'
    case 'and':
    case 'or':
      return [query.kind, ...query.operands.map(sketch)]
    case 'not':
      return ['not', sketch(query.operand)]
    case 'text':
      return `${query.key}=${query.value}`
    case 'header':
      return `header ${query.name}=${query.value}`
    case 'size':
      return `${query.key}=${query.bytes}`
    case 'time':
      return `${query.key}=${JSON.stringify(query.moment)}`
    default:
      return `${query.kind}=${query.value}`
  }
}

describe('parseQuery', () => {
  test.each<[string, unknown]>([
    ['', 'all'],
    [' \t ', 'all'],
    ['welcome', 'any=welcome'],
    ['  welcome\t', 'any=welcome'],
    ['"two words"', 'any=two words'],
    [String.raw`"a \"b\" \\ \c"`, String.raw`any=a "b" \ \c`],
    ['two words', ['and', 'any=two', 'any=words']],
    ['a AND b', ['and', 'any=a', 'any=b']],
    ['a OR b', ['or', 'any=a', 'any=b']],
    ['a b OR c d', ['or', ['and', 'any=a', 'any=b'], ['and', 'any=c', 'any=d']]],
    ['a (b OR c)', ['and', 'any=a', ['or', 'any=b', 'any=c']]],
    ['a(b OR c)d', ['and', 'any=a', ['or', 'any=b', 'any=c'], 'any=d']],
    ['(a b) c', ['and', 'any=a', 'any=b', 'any=c']],
    ['a OR (b OR c)', ['or', 'any=a', 'any=b', 'any=c']],
    ['((a))', 'any=a'],
    ['-a', ['not', 'any=a']],
    ['--a', ['not', ['not', 'any=a']]],
    ['-"a b" -(c d)', ['and', ['not', 'any=a b'], ['not', ['and', 'any=c', 'any=d']]]],
    ['-from:anna', ['not', 'from=anna']],
    ['e-mail', 'any=e-mail'],
    ['or and Or', ['and', 'any=or', 'any=and', 'any=Or']],
    ['"OR"', 'any=OR'],
    ['ORDER', 'any=ORDER'],
    ['12:30', 'any=12:30'],
    ['Grüße', 'any=Grüße'],
    ['日本 😀', ['and', 'any=日本', 'any=😀']],
    ['a\u00a0b', ['and', 'any=a', 'any=b']],
    ['to:bob@x.test', 'to=bob@x.test'],
    ['TO:@x.test', 'to=@x.test'],
    ['subject:"Your code"', 'subject=Your code'],
    ['subject:a:b', 'subject=a:b'],
    ['subject:-a', 'subject=-a'],
    ['message-id:<1@x>', 'message-id=<1@x>'],
    [
      'from:a to:b cc:c bcc:d body:e user:f account:g tag:h id:i rcpt:j sender:k',
      [
        'and',
        'from=a',
        'to=b',
        'cc=c',
        'bcc=d',
        'body=e',
        'user=f',
        'account=g',
        'tag=h',
        'id=i',
        'rcpt=j',
        'sender=k',
      ],
    ],
    ['header:X-Run=4711', 'header X-Run=4711'],
    ['header:X-Run', 'header X-Run=null'],
    ['header:X-Run="a b"', 'header X-Run=a b'],
    ['header:X-Run=a=b', 'header X-Run=a=b'],
    ['has:attachment has:CODE has:link', ['and', 'has=attachment', 'has=code', 'has=link']],
    [
      'is:unread is:read is:flagged is:unflagged',
      ['and', 'is=unread', 'is=read', 'is=flagged', 'is=unflagged'],
    ],
    ['larger:500', 'larger=500'],
    ['larger:10k smaller:1.5MB', ['and', 'larger=10240', 'smaller=1572864']],
    ['larger:2GiB', 'larger=2147483648'],
    ['before:2026-11-21', `before=${JSON.stringify({ at: Date.UTC(2026, 10, 21) })}`],
    ['after:2026-11-21T20:46', `after=${JSON.stringify({ at: Date.UTC(2026, 10, 21, 20, 46) })}`],
    [
      'after:2026-11-21T20:46:30.5Z',
      `after=${JSON.stringify({ at: Date.UTC(2026, 10, 21, 20, 46, 30, 500) })}`,
    ],
    [
      'after:2026-11-21T20:46:30+02:00',
      `after=${JSON.stringify({ at: Date.UTC(2026, 10, 21, 18, 46, 30) })}`,
    ],
    ['after:300ms before:6d', ['and', 'after={"ago":300}', 'before={"ago":518400000}']],
  ])('reads %j', (text, expected) => {
    expect(sketch(parseQuery(text))).toEqual(expected)
  })

  test.each<[string, number, RegExp]>([
    ['foo:bar', 0, /no key "foo:".*from: to:.*in quotes/],
    ['a https://x.test', 2, /no key "https:"/],
    ['a subject:', 10, /subject: needs a value/],
    ['subject: b', 8, /subject: needs a value/],
    ['subject:(a b)', 8, /in quotes/],
    ['subject:""', 8, /no text in these quotes/],
    ['a "b', 2, /quote is never closed/],
    [String.raw`"a\"`, 0, /quote is never closed/],
    [`"${'\\\\'.repeat(40)}`, 0, /quote is never closed/],
    ['" "', 0, /no text in these quotes/],
    ['"a"b', 3, /space between two terms/],
    ['a"b"', 1, /space between two terms/],
    ['to:"Bob"@x', 8, /space between two terms/],
    ['(a', 0, /"\(" is never closed/],
    ['a (b (c) d', 2, /"\(" is never closed/],
    ['a)', 1, /no "\(" for this "\)"/],
    ['()', 1, /term should stand before this/],
    ['OR a', 0, /term should stand here/],
    ['a OR', 4, /query ends where a term/],
    ['a OR OR b', 5, /term should stand here/],
    ['a AND', 5, /query ends where a term/],
    ['(a OR )', 6, /term should stand before this/],
    ['-', 1, /"-" right before/],
    ['a - b', 3, /"-" right before/],
    ['-)', 1, /"-" right before/],
    ['has:photo', 4, /"photo" does not go with has: write attachment, code, link/],
    ['is:new', 3, /write unread, read, flagged, unflagged/],
    ['larger:big', 7, /write a size such as/],
    ['smaller:-1', 8, /write a size such as/],
    ['larger:1e5', 7, /write a size such as/],
    ['before:yesterday', 7, /write a date/],
    ['after:2026-13-01', 6, /write a date/],
    ['after:2y', 6, /write a date/],
    ['header:', 7, /header: needs the name of a field/],
    ['header:=x', 7, /header: needs the name of a field/],
    ['header:X-Run=', 13, /header:X-Run= needs a value/],
    ['header:X:Y=z', 8, /space between two terms/],
  ])('refuses %j at %d', (text, position, message) => {
    expect(() => parseQuery(text)).toThrow(QuerySyntaxError)
    expect(() => parseQuery(text)).toThrow(
      expect.objectContaining({ position, message: expect.stringMatching(message) }),
    )
  })

  test('keeps where each term stands', () => {
    const text = 'a  subject:"b c" -(x OR larger:1k header:N="v w")'
    const spans: string[] = []
    const visit = (query: Query): void => {
      if ('operands' in query) query.operands.forEach(visit)
      else if ('operand' in query) visit(query.operand)
      else if (query.kind !== 'all') spans.push(text.slice(query.start, query.end))
    }
    visit(parseQuery(text))
    expect(spans).toEqual(['a', 'subject:"b c"', 'x', 'larger:1k', 'header:N="v w"'])
  })

  test('bounds length, terms and depth', () => {
    const { length, terms, depth } = QUERY_LIMITS
    expect(sketch(parseQuery('x'.repeat(length)))).toBe(`any=${'x'.repeat(length)}`)
    expect(() => parseQuery('x'.repeat(length + 1))).toThrow(/at most 10000 characters/)
    expect(parseQuery('x '.repeat(terms))).toMatchObject({ kind: 'and' })
    expect(() => parseQuery('x '.repeat(terms + 1))).toThrow(/at most 250 terms/)
    expect(sketch(parseQuery('('.repeat(depth) + 'x' + ')'.repeat(depth)))).toBe('any=x')
    expect(() => parseQuery('('.repeat(depth + 1) + 'x' + ')'.repeat(depth + 1))).toThrow(/at most 50 deep/)
    expect(() => parseQuery('-'.repeat(depth + 1) + 'x')).toThrow(/at most 50 deep/)
  })
})
