import { describe, expect, it } from 'vitest'
import { prepareMessage } from '../../server/cli/send/outgoing-message.ts'
import { parseSendmailFlags } from '../../server/cli/send/sendmail-flags.ts'

const SUBMITTER = { address: 'me@host.test', host: 'host.test' }
/** Present in each message, so that nothing is added. */
const COMPLETE = 'Date: Sat, 21 Nov 2026 20:46:30 +0000\nFrom: app@x.test\nMessage-ID: <1@x.test>\n'

function prepare(args: string[], input: string) {
  const flags = parseSendmailFlags(args)
  const { raw, ...envelope } = prepareMessage(Buffer.from(input), flags, SUBMITTER, new Date(0))
  return { raw: raw.toString(), ...envelope }
}

describe('a message handed to sendmail', () => {
  it.each([
    ['as it is', ['a@x.test'], `${COMPLETE}\nText`, `${COMPLETE}\nText`],
    [
      'without the separator of an mbox',
      ['a@x.test'],
      `From me Thu Jan  1 1970\n${COMPLETE}\n`,
      `${COMPLETE}\n`,
    ],
    ['with an empty line before the body', ['a@x.test'], `${COMPLETE}Text\n`, `${COMPLETE}\r\nText\n`],
    [
      'without folded Bcc fields',
      ['-t'],
      `BCC: a@x.test,\n b@x.test\n${COMPLETE}bcc: c@x.test\n\nText`,
      `${COMPLETE}\nText`,
    ],
    [
      'with lines that are no fields',
      ['-t'],
      `${COMPLETE}what is this\nBcc: a@x.test\n\n`,
      `${COMPLETE}what is this\n\n`,
    ],
  ])('goes out %s', (_how, args, input, raw) => {
    expect(prepare(args, input).raw).toBe(raw)
  })

  it('gets the fields that are missing', () => {
    expect(prepare(['-F', 'Anna', '-f', 'anna@x.test', 'b@x.test'], 'Subject: x\n\n').raw).toMatch(
      /^Date: Thu, 01 Jan 1970 00:00:00 \+0000\r\nFrom: Anna <anna@x\.test>\r\nMessage-ID: <[\w-]+@host\.test>\r\nSubject: x\n\n$/,
    )
  })

  it.each([
    ['Anna B', 'From: Anna B <me@host.test>'],
    ['B., "Anna"', 'From: "B., \\"Anna\\"" <me@host.test>'],
    ['Änne', 'From: =?UTF-8?B?w4RubmU=?= <me@host.test>'],
    ['a\r\nBcc: x@x.test', 'From: "a Bcc: x@x.test" <me@host.test>'],
    ['', 'From: me@host.test'],
  ])('writes the name %j so that it is one', (name, line) => {
    expect(prepare(['-F', name, 'b@x.test'], '\n').raw.split('\r\n')).toContain(line)
  })

  it.each([
    [['-t'], 'To: a@x.test\nResent-To: b@x.test\nResent-Bcc: c@x.test\n\n', ['b@x.test', 'c@x.test']],
    [
      ['-t'],
      'To: a@x.test, a@x.test\nCc: Team: d@x.test, e@x.test;\n\n',
      ['a@x.test', 'd@x.test', 'e@x.test'],
    ],
    [['-t', 'z@x.test'], 'To: undisclosed:;\n\n', ['z@x.test']],
    [['root', 'a@x.test,b@x.test'], 'To: c@x.test\n\n', ['root', 'a@x.test', 'b@x.test']],
    [['--', '-odd@x.test'], '\n', ['-odd@x.test']],
  ])('%j goes to whom it should', (args, input, to) => {
    expect(prepare(args, input).to).toEqual(to)
  })

  it.each([
    [[], 'me@host.test'],
    [['-f', 'a@x.test'], 'a@x.test'],
    [['-rAnna <a@x.test>'], 'a@x.test'],
    [['-f', '<>'], ''],
    [['-f', ''], ''],
  ])('%j names the envelope sender', (args, from) => {
    expect(prepare([...args, 'b@x.test'], '\n').from).toBe(from)
  })
})
