import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ResponseReader } from '../../server/imap/wire/response-reader.ts'
import {
  applyResponses,
  emptyMailbox,
  hasFlag,
  missingRange,
  rowsOf,
  type ImapMailbox,
} from '../../web/state/imap-mailbox.ts'

/** What lines of a server make of a folder. */
function after(mailbox: ImapMailbox, ...lines: string[]): ImapMailbox {
  const reader = new ResponseReader({ line: 1_000_000, literals: 1_000_000 })
  return applyResponses(
    mailbox,
    reader.push(new TextEncoder().encode(lines.map(line => `${line}\r\n`).join(''))),
  )
}

const told = (number: number, uid: number, more = '') =>
  `* ${number} FETCH (UID ${uid} FLAGS (\\Recent \\Seen) INTERNALDATE "21-Nov-2026 12:04:30 +0000" RFC822.SIZE 1834 ` +
  `ENVELOPE (NIL "Subject ${uid}" (("Anna" NIL "anna" "app.test")) NIL NIL NIL NIL NIL NIL NIL) MODSEQ (${uid + 100}) EMAILID (M${uid})${more})`

/** A folder with these UIDs, all of them known. */
const folderOf = (...uids: number[]) =>
  after(emptyMailbox('INBOX'), `* ${uids.length} EXISTS`, ...uids.map((uid, index) => told(index + 1, uid)))

const uids = (mailbox: ImapMailbox) => mailbox.slots.map(entry => entry?.uid)

describe('a selected folder', () => {
  test('has the facts that SELECT tells', () => {
    const mailbox = after(
      emptyMailbox('Archive'),
      '* 3 EXISTS',
      '* OK [UIDVALIDITY 7] UIDs are valid',
      '* OK [UIDNEXT 12] Next',
      '* OK [HIGHESTMODSEQ 99] Highest',
      'a1 OK [READ-ONLY] Selected',
    )
    expect(mailbox).toMatchObject({
      name: 'Archive',
      uidValidity: 7,
      uidNext: 12,
      highestModSeq: 99,
      isReadOnly: true,
      slots: [undefined, undefined, undefined],
    })
  })

  test('knows the message of a copy with trace fields, whose EMAILID goes on with a hyphen', () => {
    const copied = told(1, 5).replace('(M5)', '(M5-0123456789abcdef)')
    expect(after(emptyMailbox('INBOX'), '* 1 EXISTS', copied).slots[0]?.id).toBe('M5')
  })

  test('has of an entry what a list shows', () => {
    expect(folderOf(5).slots[0]).toEqual({
      key: '5',
      uid: 5,
      flags: ['\\Seen'],
      modseq: 105,
      internalDate: Date.UTC(2026, 10, 21, 12, 4, 30),
      octets: 1834,
      id: 'M5',
      subject: 'Subject 5',
      sender: 'Anna',
    })
  })

  test('forgets all when another one takes its place', () => {
    expect(after(folderOf(1, 2), '* OK [CLOSED] before', '* 1 EXISTS').slots).toEqual([undefined])
  })

  test('is the same object when nothing is said of it', () => {
    const mailbox = folderOf(1)
    expect(after(mailbox, '* STATUS Archive (MESSAGES 3)', 'a1 OK done')).toBe(mailbox)
  })
})

describe('a change of flags', () => {
  test('changes flags and modseq alone, and what the folder knows of them', () => {
    const mailbox = after(folderOf(5, 8), '* 2 FETCH (UID 8 FLAGS (\\Deleted $Work) MODSEQ (200))')
    expect(mailbox.slots[1]).toMatchObject({
      flags: ['\\Deleted', '$Work'],
      modseq: 200,
      subject: 'Subject 8',
    })
    expect(mailbox).toMatchObject({ highestModSeq: 200, uidNext: 9 })
    expect(hasFlag(mailbox.slots[1]!, '\\deleted')).toBe(true)
  })

  test('of an entry that was not asked for yet leaves it so', () => {
    const mailbox = after(emptyMailbox('INBOX'), '* 2 EXISTS', '* 1 FETCH (UID 3 FLAGS ())')
    expect(uids(mailbox)).toEqual([undefined, undefined])
  })

  test('of a number that there is not is passed over', () => {
    expect(uids(after(folderOf(1), '* 0 FETCH (FLAGS ())', '* 9 FETCH (FLAGS ())'))).toEqual([1])
  })
})

describe('what is gone', () => {
  test('by EXPUNGE, counts down the numbers behind it at once', () => {
    expect(uids(after(folderOf(1, 2, 3, 4), '* 2 EXPUNGE', '* 2 EXPUNGE'))).toEqual([1, 4])
  })

  test('by VANISHED, is found by its UID', () => {
    expect(uids(after(folderOf(1, 2, 3, 4, 9), '* VANISHED 2:3,9'))).toEqual([1, 4])
  })

  test('by VANISHED, may never have been asked for', () => {
    const mailbox = after(emptyMailbox('INBOX'), '* 5 EXISTS', told(3, 30), told(5, 50))
    expect(uids(after(mailbox, '* VANISHED 40'))).toEqual([undefined, undefined, 30, 50])
    expect(uids(after(mailbox, '* VANISHED 10'))).toEqual([undefined, 30, undefined, 50])
  })

  test('was gone before, if that is what VANISHED tells of', () => {
    expect(uids(after(folderOf(1, 2), '* VANISHED (EARLIER) 1'))).toEqual([1, 2])
  })

  test('is never more than there is', () => {
    expect(uids(after(folderOf(1, 2), '* VANISHED 1:4294967295', '* 7 EXPUNGE'))).toEqual([1, 2])
  })

  test('keeps every number right, whatever goes and comes', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(9), fc.constant('new' as const)), { maxLength: 40 }), changes => {
        const model: number[] = [1, 2, 3]
        let mailbox = folderOf(1, 2, 3)
        let next = 4
        for (const change of changes) {
          if (change === 'new') {
            model.push(next)
            mailbox = after(mailbox, `* ${model.length} EXISTS`, told(model.length, next++))
          } else if (change < model.length) {
            const [uid] = model.splice(change, 1)
            mailbox = after(mailbox, change % 2 === 0 ? `* ${change + 1} EXPUNGE` : `* VANISHED ${uid}`)
          }
        }
        expect(uids(mailbox)).toEqual(model)
      }),
    )
  })
})

describe('the rows of a list', () => {
  test('are the newest, as far as all are known, and say how many there are', () => {
    const mailbox = after(emptyMailbox('INBOX'), '* 5 EXISTS', told(1, 10), told(3, 30), told(4, 40))
    const { rows, total } = rowsOf(mailbox)
    expect(rows.map(({ uid }) => uid)).toEqual([40, 30])
    expect(total).toBe(4)
  })

  test.each([
    ['all of a small folder', [], 4, [1, 4]],
    ['no more at a time than allowed', [], 8, [6, 8]],
    ['what came in last, before what is far below', [1], 3, [2, 3]],
    ['what is missing in between', [1, 3], 3, [2, 2]],
    ['nothing when all is known', [1, 2], 2, null],
  ] as const)('ask for %s', (_, known, count, range) => {
    const mailbox = after(
      emptyMailbox('INBOX'),
      `* ${count} EXISTS`,
      ...known.map(number => told(number, number)),
    )
    expect(missingRange(mailbox, 10, count > 4 ? 3 : 10)).toEqual(range)
  })

  test('ask for what is wanted alone', () => {
    expect(missingRange(after(emptyMailbox('INBOX'), '* 100 EXISTS'), 10, 50)).toEqual([91, 100])
  })
})
