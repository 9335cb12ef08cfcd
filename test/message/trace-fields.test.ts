import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanHeader } from '../../server/message/header.ts'
import { parseHeaderDate } from '../../server/message/header-date.ts'
import { formatReceived, formatReturnPath, type ReceivedFacts } from '../../server/message/trace-fields.ts'

const AT = Date.UTC(2026, 10, 1, 20, 6, 3)

const FACTS: ReceivedFacts = {
  from: 'mail.app.test',
  fromName: 'host7.app.test',
  fromAddress: '198.51.100.7',
  by: 'mx1.partner.test',
  with: 'ESMTPS',
  id: 'd17',
  for: 'bob@partner.test',
  at: AT,
}

const received = (facts: Partial<ReceivedFacts> = {}): string => formatReceived({ ...FACTS, ...facts })

/** The value in one line, as a reader unfolds it. */
const unfolded = (field: string): string => field.replace(/\r\n\t/g, ' ').replace(/\r\n$/, '')

test('a Received field says from whom, by whom, how, for whom and when', () => {
  expect(received()).toBe(
    'Received: from mail.app.test (host7.app.test [198.51.100.7])\r\n' +
      '\tby mx1.partner.test with ESMTPS id d17\r\n' +
      '\tfor <bob@partner.test>; Sun, 01 Nov 2026 20:06:03 +0000\r\n',
  )
})

test('several recipients are kept from one another', () => {
  expect(received({ for: null })).toMatch(/with ESMTPS id d17;\r\n\tSun, 01 Nov 2026 20:06:03 \+0000\r\n$/)
})

test.each<[Partial<ReceivedFacts>, string]>([
  [{ fromName: null }, 'from mail.app.test ([198.51.100.7]) by'],
  [{ fromName: undefined }, 'from mail.app.test ([198.51.100.7]) by'],
  [{ fromAddress: null }, 'from mail.app.test by'],
  [{ fromAddress: '2001:db8::7' }, '(host7.app.test [IPv6:2001:db8::7])'],
  [{ fromAddress: 'fe80::7%eth0' }, '[IPv6:fe80::7])'],
  [{ fromAddress: 'no address)' }, 'from mail.app.test by'],
  [{ from: '[127.0.0.1]' }, 'from [127.0.0.1] ('],
  [{ from: '[IPv6:::1]' }, 'from [IPv6:::1] ('],
  [{ from: '' }, 'from unknown ('],
  [{ from: 'my_laptop' }, 'from my_laptop ('],
  [{ from: 'bücher.test' }, 'from xn--bcher-kva.test ('],
  [{ from: 'x\uD800.test' }, 'from x?.test ('],
  [{ from: 'a b (c) <d>;e' }, 'from a?b??c???d??e ('],
  [{ from: 'x\r\nSubject: hi' }, 'from x??Subject??hi ('],
  [{ fromName: 'x) (y' }, '(x???y [198.51.100.7])'],
  [{ with: 'ESMTP; (x' }, 'with ESMTP???x id'],
  [{ id: '' }, 'id unknown for'],
  [{ for: 'grüße@bücher.test' }, 'for <grüße@bücher.test>;'],
  [{ for: '"a b>"@x.test' }, 'for <"a b>"@x.test>;'],
  [{ for: 'a b@x.test' }, 'for <"a b"@x.test>;'],
  [{ for: 'a"b\\@x.test' }, 'for <"a\\"b\\\\"@x.test>;'],
  [{ for: 'a..b@x.test' }, 'for <"a..b"@x.test>;'],
  [{ for: 'postmaster' }, 'for <postmaster>;'],
  [{ for: 'bob@[192.0.2.1]' }, 'for <bob@[192.0.2.1]>;'],
  [{ for: 'bob@x>\r\nEvil: y' }, 'for <bob@x???Evil??y>;'],
  [{ for: `${'x'.repeat(250)}@partner.test` }, 'id d17; Sun,'],
])('%o gives %s', (facts, expected) => {
  expect(unfolded(received(facts))).toContain(expected)
})

/** A domain of some forty characters. */
const long = (label: string): string => `${label.repeat(8)}.${label.repeat(4)}.test`

test('lines are folded between words where they would grow too long', () => {
  const field = received({
    from: long('from'),
    fromName: long('name'),
    by: long('by'),
    for: `bob@${long('x')}`,
  })
  expect(Math.max(...field.split('\r\n').map(line => line.length))).toBeLessThanOrEqual(78)
  expect(field.split('\r\n').length).toBeGreaterThan(4)
  expect(unfolded(field)).toBe(
    `Received: from ${long('from')} (${long('name')} [198.51.100.7]) by ${long('by')} with ESMTPS id d17` +
      ` for <bob@${long('x')}>; Sun, 01 Nov 2026 20:06:03 +0000`,
  )
})

test('names that are too long are cut', () => {
  const field = received({ from: 'f'.repeat(5000), by: 'b'.repeat(5000), id: 'i'.repeat(5000) })
  expect(field.length).toBeLessThan(1000)
})

test.each([
  ['', 'Return-Path: <>\r\n'],
  ['anna@app.test', 'Return-Path: <anna@app.test>\r\n'],
  ['bounces+bob=partner.test@app.test', 'Return-Path: <bounces+bob=partner.test@app.test>\r\n'],
  ['anna eva@app.test', 'Return-Path: <"anna eva"@app.test>\r\n'],
  ['\uD800@app.test', 'Return-Path: <"\uFFFD"@app.test>\r\n'],
  ['a@b>\r\nEvil: x', 'Return-Path: <a@b???Evil??x>\r\n'],
])('the Return-Path of %o', (address, expected) => {
  expect(formatReturnPath(address)).toBe(expected)
})

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.domain(),
  fc.emailAddress(),
  fc.stringMatching(/^[a-z()<>"\\;@\r\n\t\0 [\]:.]*$/),
)

test('whatever names come in, one field comes out', () => {
  fc.assert(
    fc.property(
      fc.record({
        from: anything,
        fromName: fc.option(anything),
        fromAddress: fc.option(fc.oneof(anything, fc.ipV4(), fc.ipV6())),
        by: anything,
        with: anything,
        id: anything,
        for: fc.option(anything),
        at: fc.integer({ min: 0, max: Date.UTC(9999, 0) }),
      }),
      facts => {
        const field = formatReceived(facts)
        const { fields, bodyStart } = scanHeader(Buffer.from(`${field}Subject: x\r\n\r\n`))
        expect(fields.map(({ name }) => name)).toEqual(['Received', 'Subject'])
        expect(bodyStart).toBe(Buffer.byteLength(field) + 'Subject: x\r\n\r\n'.length)
        expect(field.replace(/\r\n\t/g, '').slice(0, -2)).not.toMatch(/\p{Cc}/u)
        // RFC 5322 §2.1.1: the length that no line may exceed.
        for (const line of field.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
        expect(parseHeaderDate(field.slice(field.lastIndexOf(';') + 1))).toBe(facts.at - (facts.at % 1000))
      },
    ),
    { numRuns: 1000 },
  )
})

test('names without what does not belong in one keep to their clauses', () => {
  fc.assert(
    fc.property(anything, anything, fc.option(fc.emailAddress()), (from, by, recipient) => {
      const text = unfolded(received({ from, by, for: recipient }))
      expect(text).toMatch(
        /^Received: from \S+ \(host7\.app\.test \[198\.51\.100\.7\]\) by \S+ with ESMTPS id d17(?: for <\S+>)?; Sun, /,
      )
    }),
  )
})

test('whatever the sender is, one Return-Path comes out', () => {
  fc.assert(
    fc.property(anything, address => {
      const raw = Buffer.from(`${formatReturnPath(address)}Subject: x\r\n\r\n`)
      const header = scanHeader(raw)
      expect(header.fields.map(({ name }) => name)).toEqual(['Return-Path', 'Subject'])
      expect(header.value('Return-Path')).toMatch(/^<.*>$/su)
      expect(header.value('Return-Path')).not.toMatch(/\p{Cc}/u)
    }),
    { numRuns: 1000 },
  )
})
