import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { MailBox } from './mail-box.ts'
import { maildirEntries, maildirMails } from './maildir.ts'
import { runProgram } from './run-program.ts'

const BOB = 'bob@example.test'
const MESSAGES = 1000

let box: MailBox
let other: MailBox
beforeAll(async () => {
  ;[box, other] = await Promise.all([MailBox.open(), MailBox.open()])
})
afterEach(() => {
  box.empty()
  other.empty()
})
afterAll(() => Promise.all([box.close(), other.close()]))

/** Marks, deletes and adds mails in a Maildir, as a mail program would. */
function changeMaildir(folder: string): void {
  const bySubject = new Map(maildirMails(folder).map(mail => [mail.subject, mail.path]))
  const mark = (n: number, letters: string): void => {
    const path = bySubject.get(`Mail ${n}`)!
    renameSync(path, path.replace('/new/', '/cur/').replace(/(?::2,.*)?$/, `:2,${letters}`))
  }
  mark(1, 'S')
  mark(2, 'FS')
  for (let n = 10; n < 30; n++) rmSync(bySubject.get(`Mail ${n}`)!)
  writeFileSync(`${folder}/new/1700000000.1_1.here`, 'From: bob@example.test\nSubject: Made here\n\nHello\n')
}

/** Changes the same mailbox on the server meanwhile. */
async function changeServer(): Promise<void> {
  await runProgram('python3', ['-c', CHANGES, `${box.imap}`, BOB])
  await box.deliver(BOB, 1)
}

const CHANGES = `
import imaplib, sys
mailbox = imaplib.IMAP4('127.0.0.1', int(sys.argv[1]))
mailbox.login(sys.argv[2], 'any')
mailbox.select('INBOX')
mailbox.store('101:120', '+FLAGS', '\\\\Answered')
mailbox.store('201:220', '+FLAGS', '\\\\Deleted')
mailbox.expunge()
mailbox.logout()
`

/** What both sides hold after the changes of `changeMaildir` and `changeServer`. */
function expectedEntries(): string[] {
  const flags = new Map([
    [1, ' \\Seen'],
    [2, ' \\Flagged \\Seen'],
  ])
  for (let n = 100; n < 120; n++) flags.set(n, ' \\Answered')
  const numbers = Array.from({ length: MESSAGES }, (_, n) => n)
  const left = numbers.filter(n => !(n >= 10 && n < 30) && !(n >= 200 && n < 220))
  return ['Mail 0', 'Made here', ...left.map(n => `Mail ${n}${flags.get(n) ?? ''}`)].sort()
}

/** Synchronises, changes both sides, synchronises again: then both are equal. */
async function expectTwoWays(synchronise: () => Promise<unknown>, inbox: string): Promise<void> {
  await box.deliver(BOB, MESSAGES)
  await synchronise()
  expect(maildirEntries(inbox)).toEqual(await box.entries(BOB, 'INBOX'))
  changeMaildir(inbox)
  await changeServer()
  await synchronise()
  const [here, there] = [maildirEntries(inbox), await box.entries(BOB, 'INBOX')]
  expect(here).toEqual(there)
  expect(there).toEqual(expectedEntries())
}

describe('mbsync', () => {
  it('keeps a Maildir and a mailbox of a thousand mails equal', async () => {
    const folder = box.file('mbsync/')
    mkdirSync(folder)
    writeFileSync(
      box.file('mbsyncrc'),
      `IMAPAccount facteur
Host 127.0.0.1
Port ${box.imap}
User ${BOB}
Pass any
SSLType None
AuthMechs LOGIN

IMAPStore far
Account facteur

MaildirStore near
Path ${folder}
Inbox ${folder}INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Both
Expunge Both
SyncState *
`,
    )
    await expectTwoWays(
      () => runProgram('mbsync', ['--config', box.file('mbsyncrc'), '--all']),
      `${folder}INBOX`,
    )
  })
})

describe('OfflineIMAP', () => {
  it('keeps a Maildir and a mailbox of a thousand mails equal', async () => {
    writeFileSync(
      box.file('offlineimaprc'),
      `[general]
accounts = Bob
metadata = ${box.file('offlineimap')}
ui = quiet
[Account Bob]
localrepository = Near
remoterepository = Far
[Repository Near]
type = Maildir
localfolders = ${box.file('near')}
[Repository Far]
type = IMAP
remotehost = 127.0.0.1
remoteport = ${box.imap}
remoteuser = ${BOB}
remotepass = any
ssl = no
starttls = no
`,
    )
    await expectTwoWays(
      () => runProgram('offlineimap', ['-o', '-c', box.file('offlineimaprc')]),
      box.file('near/INBOX'),
    )
  })
})

describe('InterIMAP', () => {
  it('keeps two mailboxes on two servers equal by QRESYNC', async () => {
    const account = (port: number): string =>
      `type = imap\nhost = 127.0.0.1\nport = ${port}\nusername = ${BOB}\npassword = any\nSTARTTLS = NO\nauth = PLAIN\n`
    writeFileSync(
      box.file('interimap'),
      `database = bob.db\n[local]\n${account(other.imap)}[remote]\n${account(box.imap)}`,
    )
    const synchronise = () =>
      runProgram('interimap', ['--quiet', '--config', box.file('interimap')], {
        env: { HOME: box.file(''), XDG_DATA_HOME: box.file('data') },
      })
    mkdirSync(box.file('data'))
    await box.deliver(BOB, MESSAGES)
    await other.deliver(BOB, 5)
    await synchronise()
    expect(await other.entries(BOB, 'INBOX')).toEqual(await box.entries(BOB, 'INBOX'))
    await changeServer()
    await other.deliver(BOB, 3)
    await synchronise()
    const entries = await box.entries(BOB, 'INBOX')
    expect(await other.entries(BOB, 'INBOX')).toEqual(entries)
    expect(entries).toHaveLength(MESSAGES + 5 - 20 + 1 + 3)
  })
})
