import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { findCodes } from '../../server/message/codes.ts'
import type { Code } from '../../server/message/codes.ts'
import { readHtml } from '../../server/message/html-reading.ts'
import { MESSAGE_LIMITS } from '../../server/message/limits.ts'
import { MAILS_WITH_CODES, MAILS_WITHOUT_CODES } from './code-mails.ts'
import type { CodeMail } from './code-mails.ts'
import { fastest } from './fastest.ts'

function codesOf({ subject, text, html = '' }: Pick<CodeMail, 'subject' | 'text' | 'html'>): Code[] {
  return findCodes({ subject, text: text ?? null, lines: readHtml(html).lines })
}

function valuesOf(text: string, subject = ''): string[] {
  return codesOf({ subject, text }).map(code => code.value)
}

describe('findCodes', () => {
  test.each(MAILS_WITH_CODES)('finds the code: $about', mail => {
    expect(codesOf(mail).map(code => code.value)).toEqual(mail.codes)
  })

  test.each(MAILS_WITHOUT_CODES)('finds none: $about', mail => {
    expect(codesOf(mail)).toEqual([])
  })

  test.each<[text: string, values: string[]]>([
    ['PIN 123', []],
    ['PIN 1234', ['1234']],
    ['PIN 12345678901', []],
    ['Code: 12-34-56', ['123456']],
    ['Code: 1234-567', []],
    ['Code: 1234 567', []],
    ['Code: 555-123-4567', []],
    ['Code: 4.8192', []],
    ['Code: 48,192', []],
    ['Code: 48192.50', []],
    ['Code: 10:4819', []],
    ['Code:481920', ['481920']],
    ['Code: 481920.', ['481920']],
    ['Code: "481920"', ['481920']],
    ['Code: **481920**', ['481920']],
    ['Code: **481920', []],
    ['Code: #481920', []],
    ['Code: €481920', []],
    ['Code: 481920 €', []],
    ['Code: 481920%', []],
    ['Code: 481920px', []],
    ['Code: a/481920/b', []],
    ['Code: 481920@x.test', []],
    ['Code: 4819\u200b20', ['481920']],
    ['Code: 20241121', ['20241121']],
    ['The code from 20241121', []],
    ['Security code: UTF16', []],
    ['Reserveringscode: 481920', []],
    ['Varauskoodi: 481920', []],
    ['Security code: ABCDEF', ['ABCDEF']],
    ['Security code is in CAPITALS', []],
    ['Your verification code is INVALID', []],
    ['Your verification code is XKCDQW', ['XKCDQW']],
    ['Vahvistuskoodisi on 481920', ['481920']],
    ['Az ellenőrző kódod: 481920', ['481920']],
    ['Ο κωδικός επαλήθευσης είναι 481920', ['481920']],
    ['Your code is 481920 or 739104', ['481920']],
  ])('of %j takes %j', (text, values) => {
    expect(valuesOf(text)).toEqual(values)
  })

  it('gives a code once, however often it is said', () => {
    const html = '<p>Your code: 481 920</p>'
    expect(codesOf({ subject: '481920 is your code', text: 'Your code: 481-920', html })).toHaveLength(1)
  })

  it('puts first what is most plainly called a code', () => {
    const text = 'Use 7731 as your password.\n\nHello Anna\n\nYour verification code: 481920'
    expect(valuesOf(text)).toEqual(['481920', '7731'])
  })

  test.each<[text: string, values: string[], subject?: string]>([
    ['Your backup code is 1122-3344. Keep it safe.\n\nYour code is 482910.', ['482910', '11223344']],
    ['482910 is your code.\nRecovery code: 11223344', ['482910', '11223344']],
    ['Backup codes:\n1122 3344\n5566 7788\n\nYour code is 482910', ['482910', '11223344', '55667788']],
    [
      'Keep this backup code: 11223344\n\nUse 482910 to sign in.',
      ['482910', '11223344'],
      'Your sign-in code',
    ],
    ['Ihr Wiederherstellungscode lautet 99887766. Ihr Code lautet 482910.', ['482910', '99887766']],
    ['Votre code de secours : 99887766. Votre code : 482910.', ['482910', '99887766']],
    ['Reservkod: 99887766\nDin kod: 482910', ['482910', '99887766']],
    ['Резервный код: 99887766\nВаш код: 482910', ['482910', '99887766']],
    ['备用验证码：99887766\n验证码：482910', ['482910', '99887766']],
    ['リカバリーコード：99887766\n認証コード：482910', ['482910', '99887766']],
    ['Your account recovery code is 482910', ['482910']],
  ])('puts a code to keep behind the one to type in: %j', (text, values, subject) => {
    expect(valuesOf(text, subject)).toEqual(values)
  })

  it('keeps no more of them than its limit', () => {
    const list = Array.from({ length: 2 * MESSAGE_LIMITS.codes }, (_, n) => `Code: ${481920 + n}`)
    expect(valuesOf(list.join('\n'))).toHaveLength(MESSAGE_LIMITS.codes)
  })

  it('looks no further than its limit', () => {
    expect(valuesOf(`${'Hello Anna\n'.repeat(MESSAGE_LIMITS.codeLength / 10)}Code: 481920`)).toEqual([])
    expect(valuesOf(`${'4711\n'.repeat(MESSAGE_LIMITS.codeNumbers)}Code: 481920`)).toEqual([])
  })
})

describe('the context of a code', () => {
  test.each<[text: string, context: string]>([
    ['Hello. Your code is 481920. Bye.', 'Your code is 481920.'],
    ['Hello\nYour code:\n\n481 920\n\nBye', 'Your code: 481 920'],
    ['您好。您的验证码是481920。再见。', '您的验证码是481920。'],
    ['481920\nis your code', '481920 is your code'],
  ])('of %j is %j', (text, context) => {
    expect(codesOf({ subject: '', text })[0]?.context).toBe(context)
  })

  it('is cut around the code when its sentence is long', () => {
    const text = `${'word '.repeat(60)}your code: 481920 ${'word '.repeat(60)}`
    const context = codesOf({ subject: '', text })[0]!.context
    expect(context).toMatch(/^…(?:word ){3,}your code: 481920(?: word){3,}…$/)
    expect(context.length).toBeLessThanOrEqual(102)
  })
})

describe('whatever a message says', () => {
  const words =
    'code|PIN|your|is|482910|48 29|1|A|é|验证码|код|: |\n|\n\n|. |-|order|https://x.test/1234|\u200b|٤٨١٩|<p>|</td>|&#52;'
  const piece = fc.oneof(fc.constantFrom(...words.split('|')), fc.string({ unit: 'binary', maxLength: 8 }))
  const text = fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join(' '))

  it('codes are short, plain and said in a context', () => {
    fc.assert(
      fc.property(text, text, text, (subject, text, html) => {
        for (const { value, context } of codesOf({ subject, text, html })) {
          expect(value).toMatch(/^[\dA-Za-z]{4,10}$/)
          expect(context.length).toBeLessThanOrEqual(110)
          expect(context).not.toBe('')
        }
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    '1',
    '1 ',
    '123456 ',
    'code 123456 ',
    'code\n123456\n',
    'order 123456 code ',
    'code ',
    'a',
    'A B C 1 ',
    'A1-',
    '. ',
    'code """""""" 1234 ',
    'https://',
    '验证码1234',
    'é1234 ',
    'code: : : : 1234 ',
    'verification-',
    '\u0301',
  ])('a megabyte of %j takes no time worth noticing', unit => {
    const text = unit.repeat(Math.ceil((1024 * 1024) / unit.length))
    expect(fastest(() => codesOf({ subject: text, text, html: text }))).toBeLessThan(250)
  })
})
