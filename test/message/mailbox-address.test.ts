import { describe, expect, it, test } from 'vitest'
import { canonicalAddress, parseAddressList } from '../../server/message/mailbox-address.ts'

describe('parseAddressList reads', () => {
  const table: [value: string, expected: [name: string, address: string][]][] = [
    ['bob@x.test', [['', 'bob@x.test']]],
    ['Bob <bob@x.test>', [['Bob', 'bob@x.test']]],
    ['<bob@x.test>', [['', 'bob@x.test']]],
    ['Bob<bob@x.test>', [['Bob', 'bob@x.test']]],
    ['"Builder, Bob" <bob@x.test>', [['Builder, Bob', 'bob@x.test']]],
    ['"Bob \\"the\\" Builder" <bob@x.test>', [['Bob "the" Builder', 'bob@x.test']]],
    ['Bob  the   Builder <bob@x.test>', [['Bob the Builder', 'bob@x.test']]],
    ['a@x, B <b@x> ,, c@x,', [['', 'a@x'], ['B', 'b@x'], ['', 'c@x']]],
    ['bob@x.test (Bob the Builder)', [['Bob the Builder', 'bob@x.test']]],
    ['Bob (a (nested) \\) comment) <bob(his)@x.test(their host)>', [['Bob', 'bob@x.test']]],
    ['bob @ x.test', [['', 'bob@x.test']]],
    ['<bob @ x . test>', [['', 'bob@x.test']]],
    ['"a b"@x.test', [['', '"a b"@x.test']]],
    ['"a@b"@x.test', [['', '"a@b"@x.test']]],
    ['Bob <"a>b"@x.test>', [['Bob', '"a>b"@x.test']]],
    ['bob@[IPv6:2001:db8::1], c@x', [['', 'bob@[IPv6:2001:db8::1]'], ['', 'c@x']]],
    ['<@relay.test,@other.test:bob@x.test>', [['', 'bob@x.test']]],
    ['<mailto:bob@x.test>', [['', 'bob@x.test']]],
    ['Friends: a@x, B <b@x>;, c@x', [['', 'a@x'], ['B', 'b@x'], ['', 'c@x']]],
    ['undisclosed-recipients:;', []],
    ['a@x; b@x', [['', 'a@x'], ['', 'b@x']]],
    ['A <a@x> B <b@x>', [['A', 'a@x'], ['B', 'b@x']]],
    ['=?utf-8?q?Gr=C3=BCn=2C_Anna?= <a@x>', [['Grün, Anna', 'a@x']]],
    ['=?utf-8?q?Gr=C3=BCn, Anna?= <a@x>', [['Grün, Anna', 'a@x']]],
    ['"=?utf-8?q?Gr=C3=BCn?=" <a@x>', [['Grün', 'a@x']]],
    ['Grün <grün@bücher.test>', [['Grün', 'grün@bücher.test']]],
    ['=?utf-8?b?YUB4?=', [['a@x', '']]],
    ['<=?utf-8?q?a=40x?=>', [['', 'a@x']]],
    ['root', [['', 'root']]],
    ['Mailer Daemon', [['Mailer Daemon', '']]],
    ['Mailer Daemon <>', [['Mailer Daemon', '']]],
    ['"Bob" bob@x.test', [['"Bob"', 'bob@x.test']]],
    ['Bob <bob@x.test', [['Bob', 'bob@x.test']]],
    ['"Bob <bob@x.test>', [['"Bob', 'bob@x.test']]],
    ['Bob (Builder <bob@x.test>', [['Bob (Builder', 'bob@x.test']]],
    ['a@b@c', [['', 'a@b@c']]],
    ['', []],
    ['  ,;: ', []],
  ] // prettier-ignore
  test.each(table)('%s', (value, expected) => {
    expect(parseAddressList(value)).toEqual(expected.map(([name, address]) => ({ name, address })))
  })

  it('no more addresses than it is asked for', () => {
    expect(parseAddressList('a@x, '.repeat(50), 7)).toHaveLength(7)
    expect(parseAddressList('a@x, '.repeat(1100))).toHaveLength(1000)
  })
})

describe('canonicalAddress', () => {
  test.each([
    ['Bob@X.Test', 'bob@x.test'],
    [' bob@x.test ', 'bob@x.test'],
    ['bob', 'bob@localhost'],
    ['"bob"@x.test', 'bob@x.test'],
    ['"b.o.b"@x.test', 'b.o.b@x.test'],
    ['"b\\ob"@x.test', 'bob@x.test'],
    ['"a b"@x.test', '"a b"@x.test'],
    ['"a@b"@x.test', '"a@b"@x.test'],
    ['".bob"@x.test', '".bob"@x.test'],
    ['"a@b"', '"a@b"@localhost'],
    ['bob+tag@x.test', 'bob+tag@x.test'],
    ['GRÜN@BÜCHER.test', 'grün@bücher.test'],
  ])('of %s is %s', (address, canonical) => expect(canonicalAddress(address)).toBe(canonical))

  test.each(['bob', '"a b"@X', 'A@b@C', '"x"@Y', '@', ''])('of what it gave for %j is the same', address => {
    const once = canonicalAddress(address)
    expect(canonicalAddress(once)).toBe(once)
  })
})
