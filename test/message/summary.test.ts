import { describe, expect, it, test } from 'vitest'
import { MESSAGE_LIMITS } from '../../server/message/limits.ts'
import { summarise } from '../../server/message/summary.ts'
import { lines, unixLines } from './lines.ts'

describe('summarise', () => {
  it('reads subject and addresses of the header section, not of the body', () => {
    const raw = lines(
      'From: Anna <anna@app.test>',
      'Cc: c@x',
      'subject: Hi',
      'TO: b@x, d@x',
      '',
      'Subject: no',
    )
    expect(summarise(raw)).toEqual({
      subject: 'Hi',
      from: [{ name: 'Anna', address: 'anna@app.test' }],
      to: [{ name: '', address: 'b@x' }, { name: '', address: 'd@x' }],
      cc: [{ name: '', address: 'c@x' }],
      tags: [],
      bodyStart: raw.indexOf('Subject: no'),
    }) // prettier-ignore
  })

  it('gives the same for files with line feeds alone', () => {
    const text = ['From: a@x', 'Subject: folded', ' subject', '', 'body']
    expect(summarise(unixLines(...text))).toEqual({ ...summarise(lines(...text)), bodyStart: 36 })
  })

  it('takes addresses of all From fields, and the first subject', () => {
    const { from, subject } = summarise(lines('From: a@x', 'Subject: 1', 'From: b@x, c@x', 'Subject: 2', ''))
    expect(from.map(({ address }) => address)).toEqual(['a@x', 'b@x', 'c@x'])
    expect(subject).toBe('1')
  })

  it('has empty answers for a message without header', () => {
    expect(summarise(lines('Hello there'))).toEqual({
      subject: '',
      from: [],
      to: [],
      cc: [],
      tags: [],
      bodyStart: 0,
    })
    expect(summarise(Buffer.alloc(0))).toEqual({
      subject: '',
      from: [],
      to: [],
      cc: [],
      tags: [],
      bodyStart: 0,
    })
  })

  test.each([
    ['folded encoded words', lines('Subject: =?utf-8?q?Gr=C3?=', '\t=?utf-8?q?=BC=C3=9Fe?=', ''), 'Grüße'],
    ['raw UTF-8', lines('Subject: Grüße', ''), 'Grüße'],
    ['raw Latin-1, which shows that it is malformed', Buffer.from('Subject: Gr\xfc\xdfe\n\n', 'latin1'), 'Gr��e'],
    ['white space around', lines('Subject:   a  b  ', ''), 'a  b'],
    ['an empty subject', lines('Subject:', 'To: a@x', ''), ''],
  ])('reads a subject with %s', (_, raw, subject) => expect(summarise(raw).subject).toBe(subject)) // prettier-ignore

  it('is not misled by fields whose names only begin or end alike', () => {
    const raw = lines('X-Subject: 1', 'Subject-X: 2', 'Fro: a@x', 'From-: a@x', 'Tot: a@x', '')
    expect(summarise(raw)).toMatchObject({ subject: '', from: [], to: [] })
  })
})

describe('summarise keeps within its limits', () => {
  it('for the subject', () => {
    const raw = lines(`Subject: ${'x'.repeat(MESSAGE_LIMITS.subjectLength + 1)}`, '')
    expect(summarise(raw).subject).toHaveLength(MESSAGE_LIMITS.subjectLength)
  })

  it('for addresses, over all fields of a name', () => {
    const half = `To: ${'a@x,'.repeat(MESSAGE_LIMITS.addresses * 0.6)}`
    expect(summarise(lines(half, half, '')).to).toHaveLength(MESSAGE_LIMITS.addresses)
  })

  it('for the bytes of a field', () => {
    const raw = lines(`Cc: ${' '.repeat(MESSAGE_LIMITS.fieldBytes)}a@x`, 'To: b@x', '')
    expect(summarise(raw)).toMatchObject({ cc: [], to: [{ address: 'b@x' }] })
  })

  it('for the bytes of a field, without cutting a character in two', () => {
    for (const start of ['', 'x', 'xx', 'xxx']) {
      const raw = lines(`Subject:${start}${'€𝄞'.repeat(MESSAGE_LIMITS.fieldBytes / 7)}`, '')
      expect(summarise(raw).subject).toMatch(/^x*€𝄞€𝄞/)
    }
  })
})
