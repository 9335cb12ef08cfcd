import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { createExplainer } from '../../server/mailbox/explain-match.ts'
import { FLAGGED, SEEN } from '../../server/mailbox/flags.ts'
import { formatQuery } from '../../server/mailbox/format-query.ts'
import { matches } from '../../server/mailbox/match.ts'
import { parseQuery } from '../../server/mailbox/query.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { submission } from './submission.ts'
import type { MailOptions } from './submission.ts'

const clock = new SandboxClock()
let store: Store

beforeEach(() => {
  clock.freeze(Date.UTC(2026, 10, 21, 12))
  store = new Store({ clock, tagSources: [] })
})

const ORDER: MailOptions = {
  from: 'bounce@app.test',
  to: ['bob@x.test', 'hidden@x.test'],
  headers: [
    'From: Shop <shop@app.test>',
    'To: Bob <bob@x.test>',
    'Subject: Order 17',
    'Message-ID: <17@app.test>',
    'X-Campaign: spring',
    'X-Campaign: sale',
  ],
  body: 'Your parcel is on its way.\r\n',
  user: 'ci-42',
}

function explain(message: StoredMessage, query: string): string[] {
  return createExplainer(parseQuery(query)).explain(message)
}

describe('a term that fails is told with what the message has in its place', () => {
  test.each([
    ['subject:Welcome', "subject: 'Order 17' does not contain 'Welcome'"],
    ['to:anna@x.test', "to: none of bob@x.test, hidden@x.test is 'anna@x.test'"],
    ['to:@y.test', "to: none of bob@x.test, hidden@x.test ends in '@y.test'"],
    ['to:anna', "to: none of Bob <bob@x.test>, hidden@x.test contains 'anna'"],
    ['from:anna@x.test', "from: none of bounce@app.test, shop@app.test is 'anna@x.test'"],
    ['sender:<>', 'sender: none of bounce@app.test is empty'],
    ['rcpt:anna', "rcpt: none of bob@x.test, hidden@x.test contains 'anna'"],
    ['cc:anna@x.test', "cc: there is none that is 'anna@x.test'"],
    ['bcc:bob@x.test', "bcc: none of hidden@x.test is 'bob@x.test'"],
    ['body:welcome', "body: it does not contain 'welcome'; it begins with 'Your parcel is on its way.'"],
    ['welcome', "'welcome': it is nowhere in the message"],
    ['"two words"', "'two words': it is nowhere in the message"],
    ['user:ci-7', "user: 'ci-42' is not 'ci-7'"],
    ['account:anna@x.test', "account: it lies in all, bob@x.test, hidden@x.test, not in 'anna@x.test'"],
    ['tag:ci', "tag: it has no tags, so not 'ci'"],
    ['message-id:18@app.test', "message-id: none of '<17@app.test>' is '18@app.test'"],
    ['header:X-Test', 'header:X-Test: there is no such field'],
    ['header:X-Test=1', 'header:X-Test: there is no such field'],
    ['header:X-Campaign=autumn', "header:X-Campaign: none of 'spring', 'sale' has the word 'autumn'"],
    ['has:attachment', 'has:attachment: there is no attachment'],
    ['has:code', 'has:code: there is no one-time code in it'],
    ['has:link', 'has:link: there is no link in it'],
    ['is:read', 'is:read: it has not been read'],
    ['is:flagged', 'is:flagged: it is not flagged'],
    ['larger:10k', 'larger: it has 200 bytes, not more than 10k'],
    ['smaller:1', 'smaller: it has 200 bytes, not less than 1'],
    ['before:2026-11-20', 'before: it came at 2026-11-21T12:00:00.000Z, not before 2026-11-20'],
    ['before:2h', 'before: it came at 2026-11-21T12:00:00.000Z, not before 2h ago'],
    ['after:2026-11-22', 'after: it came at 2026-11-21T12:00:00.000Z, before 2026-11-22'],
  ])('%s', (query, words) => {
    const message = store.capture(submission(ORDER))
    expect(explain(message, query).map(text => text.replace(/\d+ bytes/, '200 bytes'))).toEqual([words])
  })

  test('an id, a login that was none, a field and a sender that are not there', () => {
    const message = store.capture(submission({ from: '', headers: ['Subject: x'] }))
    expect(explain(message, 'id:x')).toEqual([`id: ${message.id} is not 'x'`])
    expect(explain(message, 'user:ci')).toEqual(["user: nobody was logged in, so not 'ci'"])
    expect(explain(message, 'message-id:x')).toEqual(["message-id: it has none, so not 'x'"])
    expect(explain(message, 'sender:anna@x.test')).toEqual(["sender: none of <> is 'anna@x.test'"])
  })

  test('flags and tags, those of the entry in the catch-all account', () => {
    const message = store.capture(submission(ORDER))
    const folder = store.catchAll.inbox
    store.apply({ type: 'flag', folder, uids: [1], mode: 'add', flags: SEEN | FLAGGED, keywords: ['a', 'b'] })
    expect(explain(message, 'is:unread is:unflagged tag:ci')).toEqual([
      'is:unread: it has been read',
      'is:unflagged: it is flagged',
      "tag: none of a, b is 'ci'",
    ])
  })
})

describe('a term that must not match is told with what makes it match', () => {
  test.each([
    ['-subject:order', "-subject: 'Order 17' contains 'order'"],
    ['-to:bob@x.test', "-to: bob@x.test is 'bob@x.test'"],
    ['-to:@x.test', "-to: bob@x.test, hidden@x.test ends in '@x.test'"],
    ['-from:shop', "-from: Shop <shop@app.test> contains 'shop'"],
    ['-bcc:hidden', "-bcc: hidden@x.test contains 'hidden'"],
    ['-body:parcel', "-body: it contains 'parcel'"],
    ['-parcel', "-'parcel': it is in the message"],
    ['-user:ci-42', "-user: 'ci-42' is 'ci-42'"],
    ['-account:bob@x.test', '-account: it lies in all, bob@x.test, hidden@x.test'],
    ['-message-id:17@app.test', "-message-id: '<17@app.test>' is '17@app.test'"],
    ['-header:X-Campaign', '-header:X-Campaign: there is such a field'],
    ['-header:X-Campaign=sale', "-header:X-Campaign: 'sale' has the word 'sale'"],
    ['-is:unread', '-is:unread: it has not been read'],
    ['-is:unflagged', '-is:unflagged: it is not flagged'],
    ['-larger:1', '-larger: it has 200 bytes, more than 1'],
    ['-smaller:1k', '-smaller: it has 200 bytes, less than 1k'],
    ['-before:2026-11-22', '-before: it came at 2026-11-21T12:00:00.000Z, before 2026-11-22'],
    ['-after:2026-11-20', '-after: it came at 2026-11-21T12:00:00.000Z, not before 2026-11-20'],
  ])('%s', (query, words) => {
    const message = store.capture(submission(ORDER))
    expect(explain(message, query).map(text => text.replace(/\d+ bytes/, '200 bytes'))).toEqual([words])
  })

  test('a tag, an id, an attachment, a link and a code', () => {
    const message = store.capture(
      submission({
        headers: ['Content-Type: multipart/mixed; boundary=b'],
        body: [
          '--b\r\n\r\nYour code is 481920, http://x.test/\r\n',
          '--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nabc\r\n--b--\r\n',
        ].join(''),
      }),
    )
    store.apply({ type: 'flag', folder: store.catchAll.inbox, uids: [1], mode: 'add', keywords: ['ci'] })
    expect(explain(message, `-tag:CI -id:${message.id} -has:attachment -has:link -has:code`)).toEqual([
      "-tag: it is tagged 'CI'",
      `-id: ${message.id} is '${message.id}'`,
      '-has:attachment: there is an attachment',
      '-has:link: there is a link in it',
      '-has:code: there is a one-time code in it',
    ])
  })
})

describe('a query of several terms', () => {
  test.each<[string, number, string[]]>([
    ['', 0, []],
    ['to:bob@x.test subject:order', 0, []],
    ['to:bob@x.test subject:Welcome', 1, ["subject: 'Order 17' does not contain 'Welcome'"]],
    [
      'to:anna@x.test subject:Welcome',
      2,
      [
        "to: none of bob@x.test, hidden@x.test is 'anna@x.test'",
        "subject: 'Order 17' does not contain 'Welcome'",
      ],
    ],
    ['subject:Welcome OR subject:order', 0, []],
    [
      'subject:Welcome OR user:ci-7',
      1,
      [
        "none of 2 alternatives holds: subject: 'Order 17' does not contain 'Welcome'; or user: 'ci-42' is not 'ci-7'",
      ],
    ],
    [
      '(subject:Welcome user:ci-7 is:read) OR (has:link has:code)',
      2,
      [
        "none of 2 alternatives holds: subject: 'Order 17' does not contain 'Welcome' and user: 'ci-42' is not 'ci-7' and is:read: it has not been read; or has:link: there is no link in it and has:code: there is no one-time code in it",
      ],
    ],
    ['is:unread -(subject:order OR has:link)', 1, ["-subject: 'Order 17' contains 'order'"]],
    [
      '-(subject:order user:ci-42)',
      1,
      ["none of 2 alternatives holds: -subject: 'Order 17' contains 'order'; or -user: 'ci-42' is 'ci-42'"],
    ],
    ['--subject:Welcome', 1, ["subject: 'Order 17' does not contain 'Welcome'"]],
    [
      'a1 OR a2 OR a3 OR a4 OR a5 OR a6 OR a7',
      1,
      [
        `none of 7 alternatives holds: ${[1, 2, 3, 4, 5].map(n => `'a${n}': it is nowhere in the message`).join('; or ')}; or 2 more`,
      ],
    ],
  ])('%s', (query, failures, words) => {
    const message = store.capture(submission(ORDER))
    expect(createExplainer(parseQuery(query)).failures(message)).toBe(failures)
    expect(explain(message, query)).toEqual(words)
  })

  test('fails no term exactly when it matches', () => {
    const message = store.capture(submission(ORDER))
    const term = fc.constantFrom('subject:order', 'subject:x', 'is:unread', 'is:read', 'to:@x.test', 'cc:a')
    const query = fc.letrec<{ query: string }>(tie => ({
      query: fc.oneof(
        { depthSize: 'small' },
        term,
        fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} ${b})`),
        fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} OR ${b})`),
        tie('query').map(inner => `-(${inner})`),
      ),
    })).query
    fc.assert(
      fc.property(query, text => {
        const parsed = parseQuery(text)
        const explainer = createExplainer(parsed)
        const isMatch = matches(parsed, message)
        expect(explainer.failures(message) === 0, formatQuery(parsed)).toBe(isMatch)
        expect(explainer.explain(message).length === 0, formatQuery(parsed)).toBe(isMatch)
      }),
    )
  })
})

describe('what is shown', () => {
  test('is short, however much there is', () => {
    const to = Array.from({ length: 8 }, (_, n) => `${'x'.repeat(200)}${n}@x.test`)
    const message = store.capture(submission({ to, headers: [`Subject: ${'ü'.repeat(500)}`] }))
    const [subject, recipients] = explain(message, `subject:${'w'.repeat(500)} to:anna@x.test`)
    expect(subject).toBe(`subject: '${'ü'.repeat(79)}…' does not contain '${'w'.repeat(79)}…'`)
    expect(recipients).toBe(
      `to: none of ${Array.from({ length: 5 }, () => `${'x'.repeat(79)}…`).join(', ')} and 3 more is 'anna@x.test'`,
    )
  })

  test('moves no cursor and turns no direction of a terminal', () => {
    const message = store.capture(submission({ headers: ['Subject: a\u001b[2Jb\u202ec'] }))
    expect(explain(message, 'subject:x')).toEqual(["subject: 'a [2Jb c' does not contain 'x'"])
  })
})
