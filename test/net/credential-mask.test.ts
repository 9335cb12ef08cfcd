import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CredentialMask } from '../../server/net/credential-mask.ts'

/** Plays `> client` and `< server` lines; gives what is kept of the client's. */
function mask(...lines: string[]): string[] {
  const mask = new CredentialMask()
  return lines.flatMap(line => {
    if (line.startsWith('> ')) return [mask.client(line.slice(2))]
    mask.server(line.slice(2))
    return []
  })
}

describe('CredentialMask', () => {
  test.each([
    ['AUTH PLAIN AGFubmEAc2VzYW1l', 'AUTH PLAIN ***'],
    ['auth plain\tAGFubmEAc2VzYW1l', 'auth plain\t***'],
    ['AUTH  XOAUTH2   one two three', 'AUTH  XOAUTH2   ***'],
    ['AUTH LOGIN Ym9i\rc2VzYW1l', 'AUTH LOGIN ***'],
    ['AUTH LOGIN', 'AUTH LOGIN'],
    ['AUTHOR sesame', 'AUTHOR sesame'],
    ['MAIL FROM:<a@x> AUTH=b', 'MAIL FROM:<a@x> AUTH=b'],
  ])('keeps of %j only %j', (line, kept) => {
    expect(mask(`> ${line}`)).toEqual([kept])
  })

  test.each(['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'])('hides every response of AUTH %s', mechanism => {
    expect(
      mask(
        `> AUTH ${mechanism}`,
        '< 334 ',
        '> c2VjcmV0',
        '< 334 UGFzc3dvcmQ6',
        '> QUIT',
        '< 235 ok',
        '> QUIT',
      ),
    ).toEqual([`AUTH ${mechanism}`, '***', '***', 'QUIT'])
  })

  test('shows that a client gave up or said nothing', () => {
    expect(mask('> AUTH LOGIN', '< 334 ', '> *', '< 501 aborted', '> AUTH XOAUTH2', '< 334 ', '> ')).toEqual([
      'AUTH LOGIN',
      '*',
      'AUTH XOAUTH2',
      '',
    ])
  })

  test('hides the responses of a client that sends them without waiting, when AUTH is refused', () => {
    expect(
      mask('> AUTH LOGIN', '< 503 EHLO first', '> Ym9i', '< 500 what?', '> c2VzYW1l', '< 500 what?'),
    ).toEqual(['AUTH LOGIN', '***', '***'])
  })

  test('hides the response that follows an exchange which failed early', () => {
    expect(mask('> AUTH LOGIN', '< 334 ', '> Ym9i', '< 501 bad name', '> TOP/c2VzYW1l')).toEqual([
      'AUTH LOGIN',
      '***',
      '***',
    ])
  })

  test('lets no secret through, whatever the server answers', () => {
    const answer = fc.constantFrom('334 ', '235 ok', '503 no', '504 no', '535 no')
    const secret = fc.base64String({ minLength: 12, maxLength: 40 })
    fc.assert(
      fc.property(answer, answer, secret, secret, (first, second, one, two) => {
        const kept = mask(`> AUTH PLAIN ${one}`, `< ${first}`, `> ${two}`, `< ${second}`)
        expect(kept[0]).toBe('AUTH PLAIN ***')
        if (first !== '235 ok') expect(kept[1]).toBe('***')
      }),
    )
  })
})
