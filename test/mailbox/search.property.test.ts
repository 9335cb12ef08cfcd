import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { list } from '../../server/mailbox/list.ts'
import { parseQuery } from '../../server/mailbox/query.ts'
import { Store } from '../../server/mailbox/store.ts'
import { submission } from './submission.ts'

/** Few letters, so that needles are often there, nearly there, and across the bounds of messages. */
const word = fc.stringMatching(/^[abAB]{1,5}$/)
const text = fc
  .array(fc.oneof(word, fc.constantFrom('ü', 'Ü', '\r\n', '  ')), { maxLength: 30 })
  .map(words => words.join(' '))

const mail = fc.record({
  subject: word,
  body: text,
  encoding: fc.constantFrom('7bit', 'base64', 'quoted-printable'),
  transcript: word,
})

const query = fc.record({
  field: fc.constantFrom('' as const, 'body:' as const, 'subject:' as const),
  value: fc
    .array(fc.oneof(word, fc.constant('ü')), { minLength: 1, maxLength: 2 })
    .map(words => words.join(' ')),
  negated: fc.boolean(),
})

type Mail = typeof mail extends fc.Arbitrary<infer T> ? T : never

function headersOf({ subject, encoding }: Mail): string[] {
  return [
    `Subject: ${subject}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Transfer-Encoding: ${encoding}`,
  ]
}

function encode({ body, encoding }: Mail): Buffer {
  const bytes = Buffer.from(body)
  if (encoding === 'base64') return Buffer.from(bytes.toString('base64').replace(/.{76}/g, '$&\r\n'))
  if (encoding === '7bit') return bytes
  return Buffer.from(
    bytes
      .toString('latin1')
      .replace(/[^ ab\r\n]/gi, char => `=${char.charCodeAt(0).toString(16).toUpperCase()}`),
  )
}

function folded(value: string): string {
  return value.replace(/\s+/g, ' ').toLowerCase()
}

test('finds what a plain look at the decoded texts finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(mail, { maxLength: 12 }),
      fc.array(query, { minLength: 1, maxLength: 3 }),
      async (mails, terms) => {
        const store = new Store({ clock: new SandboxClock() })
        for (const one of mails) {
          const { transcript } = one
          store.capture(
            submission({ from: 'x@y', to: ['x@y'], headers: headersOf(one), body: encode(one), transcript }),
          )
        }
        const holds = (one: Mail, { field, value }: (typeof terms)[number]): boolean => {
          const places = {
            '': [...headersOf(one), one.body],
            'body:': [one.body],
            'subject:': [one.subject],
          }[field]
          return places.some(place => folded(place).includes(folded(value)))
        }
        const expected = mails.flatMap((one, index) =>
          terms.every(term => holds(one, term) !== term.negated) ? [index + 1] : [],
        )
        const written = terms
          .map(({ field, value, negated }) => `${negated ? '-' : ''}${field}"${value}"`)
          .join(' ')
        const { entries } = await list(store, { query: parseQuery(written), limit: 100 })
        expect(entries.map(entry => entry.uid).reverse()).toEqual(expected)
      },
    ),
    { numRuns: 300 },
  )
})
