import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { FaultRule } from '../../server/delivery/faults/fault-rule.ts'
import { FAULT_STAGES } from '../../server/delivery/faults/fault-stages.ts'
import { parseFault } from '../../server/delivery/faults/parse-fault.ts'
import { readFaultsFile } from '../../server/delivery/faults/read-faults-file.ts'

describe('parseFault', () => {
  const match = { stage: 'rcpt' }
  const act = { close: true }
  test.each<[unknown, string]>([
    ['close', 'the rule must be an object with some of match, act, scope, uses, for, until'],
    [{ act }, '/match must be an object with some of stage, sender'],
    [{ match: { stage: 'RCPT' }, act }, '/match/stage must be one of connect, banner, ehlo'],
    [
      { match: { ...match, to: 'x' }, act },
      '/match/to is not known here; there are stage, sender, recipient',
    ],
    [
      { match: { stage: 'mail', recipient: 'x' }, act },
      '/match/recipient is not known at mail; it is at rcpt, data, after-data',
    ],
    [{ match: { ...match, sender: '' }, act }, '/match/sender must be a text of 1 to 1000 characters'],
    [{ match: { ...match, client: 'localhost' }, act }, '/match/client must be an IP address such as'],
    [{ match: { ...match, client: '127.0.0.0/33' }, act }, '/match/client must be an IP address such as'],
    [{ match: { ...match, probability: 0.5 }, act }, '/match/seed is missing; nothing is random here'],
    [{ match: { ...match, seed: 1 }, act }, '/match/seed means nothing without `probability`'],
    [
      { match: { ...match, probability: 50, seed: 1 }, act },
      '/match/probability must be a number from 0 to 1',
    ],
    [{ match: { ...match, attempt: 2 }, act }, '/match/attempt must be an object with some of first, nth'],
    [
      { match: { ...match, attempt: { first: 1, nth: 2 } }, act },
      '/match/attempt must be {"first": n} or {"nth": n}',
    ],
    [
      { match: { ...match, attempt: { first: 0 } }, act },
      '/match/attempt/first must be a whole number from 1 on',
    ],
    [
      { match: { ...match, query: 'subject:x' }, act },
      '/match/query asks for `subject:x`, which is not known at rcpt; it is at after-data',
    ],
    [
      { match: { stage: 'ehlo', query: 'user:x' }, act },
      '/match/query asks for `user:x`, which is not known at ehlo; it is at auth, mail',
    ],
    [{ match: { ...match, query: '(' }, act }, '/match/query does not parse: '],
    [{ match, act, scope: 'tag:x' }, '/scope asks for `tag:x`, which is said of stored messages only'],
    [{ match, act: {} }, '/act must have one of delay, close, reset, silence, reply, throttle'],
    [{ match, act: { swallow: true } }, '/act/swallow cannot be done at rcpt; there are delay, close'],
    [
      { match: { stage: 'connect' }, act: { reply: { code: 421 } } },
      '/act/reply cannot be done at connect; there are delay, close, reset, silence',
    ],
    [{ match, act: { close: true, reset: true } }, '/act/reset does not go with close; only a delay'],
    [{ match, act: { close: 1 } }, '/act/close must be true'],
    [{ match, act: { delay: '2' } }, '/act/delay is wrong: "2" is not a duration'],
    [{ match, act: { delay: 2 } }, '/act/delay must be a duration such as "2s"'],
    [{ match, act: { delay: '2h' } }, '/act/delay must be 60m at most'],
    [{ match, act: { throttle: 0 } }, '/act/throttle must be a whole number from 1 on'],
    [{ match, act: { reply: { text: 'no' } } }, '/act/reply/code must be a whole number from 200 to 599'],
    [{ match, act: { reply: { code: 354 } } }, '/act/reply/code must not be 300 to 399'],
    [
      { match, act: { reply: { code: 451, enhanced: '5.7.1' } } },
      '/act/reply/enhanced must be a text such as "4.7.1", as the code is 451',
    ],
    [
      { match, act: { reply: { code: 451, text: 'x'.repeat(1001) } } },
      '/act/reply/text must be a text of 1 to 1000',
    ],
    [{ match, act, uses: 0 }, '/uses must be a whole number from 1 on'],
    [{ match, act, for: 'ever' }, '/for is wrong: "ever" is not a duration'],
    [{ match, act, until: '2026-11-21' }, '/until must be a date-time such as 2026-11-21T20:46:30Z'],
    [{ match, act, for: '1h', until: '2026-11-21T20:46:30Z' }, '/until does not go with `for`'],
  ])('%j: %s', (rule, message) => {
    expect(() => parseFault(rule)).toThrow(message)
  })

  test.each<[string, object, string]>([
    ['pop3:RETR', { act }, '/match/stage must be one of pop3:connect, pop3:banner, pop3:user'],
    ['imap:uid fetch', { act }, '/match/stage must be one of imap:connect, imap:banner, imap:capability'],
    ['fetch', { act }, 'quit, http:send, or one of POP3 or IMAP, such as imap:fetch or pop3:quit'],
    [
      'pop3:user',
      { act, match: { user: 'x' } },
      '/match/user is not known at pop3:user; it is at pop3:pass, pop3:apop, pop3:auth, pop3:capa',
    ],
    [
      'pop3:list',
      { act, match: { sender: 'x' } },
      '/match/sender is not known at pop3:list; it is at pop3:retr, pop3:top, pop3:dele',
    ],
    [
      'imap:fetch',
      { act, match: { recipient: 'x' } },
      '/match/recipient is not known at imap:fetch; it is at rcpt, data, after-data, pop3:retr, pop3:top, pop3:dele, http:send',
    ],
    [
      'imap:fetch',
      { act, match: { query: 'subject:x' } },
      '/match/query asks for `subject:x`, which is not known at imap:fetch; it is at after-data, pop3:retr',
    ],
    [
      'imap:banner',
      { act, scope: 'user:ci' },
      '/scope asks for `user:ci`, which is not known at imap:banner',
    ],
    [
      'imap:fetch',
      { act: { corrupt: true } },
      '/act/corrupt cannot be done at imap:fetch; there are delay, close, reset, silence, reply, throttle, and it fits after-data, pop3:retr, pop3:top, http:send',
    ],
    ['pop3:list', { act: { corrupt: true } }, 'and it fits pop3:retr, pop3:top'],
    ['http:send', { act: { throttle: 1 } }, '/act/throttle cannot be done at http:send'],
    ['pop3:connect', { act: { reply: {} } }, '/act/reply cannot be done at pop3:connect'],
    [
      'http:send',
      { act: { reply: { code: 302 } } },
      '/act/reply/code must be a whole number from 400 to 599',
    ],
    [
      'pop3:stat',
      { act: { reply: { code: 451 } } },
      '/act/reply/code must be a text of 1 to 1000 characters',
    ],
    [
      'pop3:stat',
      { act: { reply: { code: '[AUTH]' } } },
      '/act/reply/code must be a response code without its brackets, such as SYS/TEMP',
    ],
    [
      'imap:noop',
      { act: { reply: { code: 'IN USE]' } } },
      '/act/reply/code must be a response code without its brackets, such as UNAVAILABLE',
    ],
    ['imap:noop', { act: { reply: { status: 'OK' } } }, '/act/reply/status must be NO, BAD or BYE'],
    [
      'imap:banner',
      { act: { reply: { status: 'NO' } } },
      '/act/reply/status must be BYE, as it is the greeting',
    ],
    [
      'pop3:stat',
      { act: { reply: { status: 'NO' } } },
      '/act/reply/status is not known here; there are code, text',
    ],
    [
      'imap:noop',
      { act: { reply: { text: 'a\r\n* BYE' } } },
      '/act/reply/text must be one line, without control',
    ],
    ['mail', { act: { reply: { status: 'NO', code: 451 } } }, '/act/reply/status is not known here'],
  ])('at %s, %j: %s', (stage, rule, message) => {
    const { match: more = {}, ...rest } = rule as { match?: object }
    expect(() => parseFault({ match: { stage, ...more }, ...rest })).toThrow(message)
  })

  test.each([
    ['pop3:pass', { code: 'SYS/TEMP', text: 'later' }],
    ['pop3:retr', {}],
    ['imap:select', { status: 'NO', code: 'UNAVAILABLE', text: 'later' }],
    ['imap:fetch', { status: 'BAD', code: 'BADCHARSET (UTF-8)' }],
    ['imap:banner', { status: 'BYE' }],
    ['http:send', { code: 429, text: 'slow down' }],
  ])('takes at %s the reply %j', (stage, reply) => {
    const rule = { match: { stage }, act: { reply } }
    expect(parseFault(rule)).toEqual(rule)
  })

  const ACTS: Readonly<Record<string, unknown>> = {
    delay: '1s',
    reply: {},
    throttle: 100,
    close: true,
    reset: true,
    silence: true,
    swallow: true,
    duplicate: true,
    corrupt: true,
  }

  test.each(FAULT_STAGES)('takes at %s just what it says may be done there', stage => {
    const [, names = ''] =
      /must have one of (.*)$/.exec(messageOf(() => parseFault({ match: { stage }, act: {} }))) ?? []
    const taken = Object.keys(ACTS).filter(
      name =>
        !messageOf(() => parseFault({ match: { stage }, act: { [name]: ACTS[name] } })).includes('cannot be'),
    )
    expect(names.split(', ').sort()).toEqual(taken.sort())
  })

  test('gives what it was given, without what is null', () => {
    const rule = {
      match: { stage: 'after-data', sender: '*', attempt: { nth: 3 }, probability: 0.5, seed: 7 },
      act: { delay: '1s', reply: { code: 451, enhanced: '4.7.1', text: 'x' } },
      scope: 'user:ci',
      uses: 3,
      for: '10m',
    }
    expect(parseFault({ ...rule, until: null })).toEqual(rule)
  })
})

function messageOf(run: () => unknown): string {
  try {
    run()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

async function read(content: string): Promise<FaultRule[]> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-'))
  const file = join(folder, 'faults.yaml')
  await writeFile(file, content)
  try {
    return await readFaultsFile(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('a file of faults', () => {
  it('is a list in YAML or JSON', async () => {
    const rules = [{ match: { stage: 'quit' }, act: { close: true } }]
    expect(await read('# one\n- match: { stage: quit }\n  act: { close: true }\n')).toEqual(rules)
    expect(await read(JSON.stringify(rules))).toEqual(rules)
  })

  it('that is wrong is refused with the file, the fault and the place', async () => {
    await expect(
      read('- match: { stage: quit }\n  act: { close: true }\n- match: { stage: now }\n'),
    ).rejects.toThrow(/faults\.yaml: fault 2: \/match\/stage must be one of connect/)
    await expect(read('match: { stage: quit }')).rejects.toThrow(/faults\.yaml must hold a list of faults/)
    await expect(read('- [')).rejects.toThrow(/faults\.yaml cannot be read: /)
    await expect(readFaultsFile('/nowhere.yaml')).rejects.toThrow('/nowhere.yaml cannot be read: ENOENT')
  })
})
