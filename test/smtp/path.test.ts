import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PathSyntaxError, parsePath } from '../../server/smtp/path.ts'

const rcpt = (argument: string) => parsePath(`RCPT TO:${argument}`, 'RCPT TO')

describe('parsePath', () => {
  test.each([
    ['<bob@x.test>', 'bob@x.test', '<bob@x.test>'],
    ['<bob>', 'bob', '<bob>'],
    [' <bob@x.test>', 'bob@x.test', '<bob@x.test>'],
    ['\t<bob@x.test>  ', 'bob@x.test', '<bob@x.test>'],
    ['< bob@x.test >', 'bob@x.test', '< bob@x.test >'],
    ['bob@x.test', 'bob@x.test', 'bob@x.test'],
    ['bob', 'bob', 'bob'],
    ['<"a b"@x.test>', '"a b"@x.test', '<"a b"@x.test>'],
    ['<"a@b"@x.test>', '"a@b"@x.test', '<"a@b"@x.test>'],
    ['<"a>b"@x.test>', '"a>b"@x.test', '<"a>b"@x.test>'],
    [String.raw`<"a\"> b"@x.test>`, String.raw`"a\"> b"@x.test`, String.raw`<"a\"> b"@x.test>`],
    ['"a b"@x.test', '"a b"@x.test', '"a b"@x.test'],
    ['<a"b@x.test>', 'a"b@x.test', '<a"b@x.test>'],
    ['<.a..b_.@-x-.test.>', '.a..b_.@-x-.test.', '<.a..b_.@-x-.test.>'],
    ['<Bob+Tag@X.Test>', 'Bob+Tag@X.Test', '<Bob+Tag@X.Test>'],
    ['<a@b@c>', 'a@b@c', '<a@b@c>'],
    ['<@relay.test:bob@x.test>', 'bob@x.test', '<@relay.test:bob@x.test>'],
    ['<@a.test,@b.test:bob@x.test>', 'bob@x.test', '<@a.test,@b.test:bob@x.test>'],
    ['<@[IPv6:::1],@b.test:bob@x.test>', 'bob@x.test', '<@[IPv6:::1],@b.test:bob@x.test>'],
    ['<bob@[IPv6:2001:db8::1]>', 'bob@[IPv6:2001:db8::1]', '<bob@[IPv6:2001:db8::1]>'],
    ['<bob@[192.0.2.1]>', 'bob@[192.0.2.1]', '<bob@[192.0.2.1]>'],
    ['<jörg@bücher.test>', 'jörg@bücher.test', '<jörg@bücher.test>'],
    ['<j@xn--bcher-kva.test>', 'j@xn--bcher-kva.test', '<j@xn--bcher-kva.test>'],
    ['<<bob@x.test>>', 'bob@x.test', '<<bob@x.test>>'],
    ['bob@x.test>', 'bob@x.test', 'bob@x.test>'],
    ['Bob B <bob@x.test>', 'bob@x.test', 'Bob B <bob@x.test>'],
    ['"Bob <B>" <bob@x.test>', 'bob@x.test', '"Bob <B>" <bob@x.test>'],
    ['<a:b@x.test>', 'a:b@x.test', '<a:b@x.test>'],
  ])('takes %j as %j', (argument, address, kept) => {
    expect(rcpt(argument)).toEqual({ address, argument: kept, parameters: {} })
  })

  test.each([
    ['<bob@x.test> NOTIFY=NEVER', { NOTIFY: 'NEVER' }],
    ['<bob@x.test>  size=12\tSMTPUTF8 ', { SIZE: '12', SMTPUTF8: true }],
    ['<bob@x.test>SIZE=12', { SIZE: '12' }],
    ['bob@x.test SIZE=12', { SIZE: '12' }],
    ['bob@x.test ENVID=<1>', { ENVID: '<1>' }],
    ['<"a b"@x> ORCPT=rfc822;a+20b@x', { ORCPT: 'rfc822;a+20b@x' }],
    ['<a@x> EMPTY= X=a=b =c', { EMPTY: '', X: 'a=b' }],
    ['<a@x> X=1 x=2', { X: '2' }],
    ['<a@x> __proto__=1', { __PROTO__: '1' }],
  ])('keeps the parameters of %j as they were sent', (argument, parameters) => {
    expect(rcpt(argument).parameters).toEqual(parameters)
  })

  test.each(['mail from:<a@x>', 'MAIL  FROM:<a@x>', 'MAIL FROM :<a@x>'])('knows the command in %j', line => {
    expect(parsePath(line, 'MAIL FROM').address).toBe('a@x')
  })

  test.each(['<>', '< >', '<@relay.test:>'])(
    'takes %j as the null reverse-path, and not as a recipient',
    argument => {
      expect(parsePath(`MAIL FROM:${argument}`, 'MAIL FROM')).toMatchObject({
        address: '',
        argument,
      })
      expect(() => rcpt(argument)).toThrow('a recipient cannot be empty; write RCPT TO:<address>')
    },
  )

  test.each([
    ['MAIL', 'the colon is missing; write MAIL FROM:<address>'],
    ['MAIL FROM <a@x>', 'the colon is missing; write MAIL FROM:<address>'],
    ['MAIL <a:b@x>', 'the colon is missing; write MAIL FROM:<address>'],
    ['MAIL FROM:', 'no address follows; write MAIL FROM:<address>'],
    ['MAIL FROM: \t', 'no address follows; write MAIL FROM:<address>'],
    ['MAIL FROM:<a@x', 'the < is not closed; write MAIL FROM:<address>'],
    ['MAIL FROM:Bob <a@x', 'the < is not closed; write MAIL FROM:<address>'],
    ['MAIL FROM:<"a\rb"@x>', 'a carriage return cannot stand in an address; write MAIL FROM:<address>'],
  ])('says of %j what to write instead', (line, message) => {
    expect(() => parsePath(line, 'MAIL FROM')).toThrow(new PathSyntaxError(message))
  })

  test('takes any bytes, or refuses them with its own error, and takes the argument out of what was sent', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      '@',
      '"',
      '\\',
      ' ',
      ':',
      ',',
      '[',
      ']',
      '.',
      'a',
      'x.test',
      'SIZE=1',
      'é',
      '\0',
      '\r',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), parts => {
        const line = `RCPT TO:${parts.join('')}`
        try {
          const { address, argument } = parsePath(line, 'RCPT TO')
          expect(line).toContain(argument)
          expect(argument).toContain(address)
          expect(argument).not.toBe('')
        } catch (error) {
          if (!(error instanceof PathSyntaxError)) throw error
        }
      }),
      { numRuns: 5000 },
    )
  })

  test('takes no longer than a moment for the longest line', () => {
    const nasty = ['@a,', '@[', '"\\', '<', '>', '@', ' ', ':'].map(part => `RCPT TO:<@${part.repeat(8000)}`)
    const began = performance.now()
    for (const line of nasty) {
      try {
        parsePath(line, 'RCPT TO')
      } catch (error) {
        expect(error).toBeInstanceOf(PathSyntaxError)
      }
    }
    expect(performance.now() - began).toBeLessThan(500)
  })
})
