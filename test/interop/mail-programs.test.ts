import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { HARD_MAIL } from './hard-mail.ts'
import { MailBox } from './mail-box.ts'
import { runProgram } from './run-program.ts'

const BOB = 'bob@example.test'
const SCRIPT = fileURLToPath(new URL('read-mail.py', import.meta.url))

let box: MailBox
beforeAll(async () => {
  box = await MailBox.open()
  writeFileSync(box.file('ca.pem'), await box.certificate())
})
afterEach(() => box.empty())
afterAll(() => box.close())

describe("Python's imaplib", () => {
  it.each<[string, string, () => number]>([
    ['in the clear', 'plain', () => box.imap],
    ['with STARTTLS', 'starttls', () => box.imap],
    ['with implicit TLS', 'implicit', () => box.imaps],
  ])('reads a mail byte for byte %s', async (_how, security, port) => {
    await box.submit(HARD_MAIL, BOB)
    const output = await runProgram('python3', [SCRIPT, `${port()}`, BOB, security, box.file('ca.pem')])
    expect(Buffer.from(output, 'base64').equals(HARD_MAIL)).toBe(true)
  })
})

describe('curl over IMAP', () => {
  const user = ['--silent', '--show-error', '--user', `${BOB}:any`]

  it('reads a mail, and puts one there', async () => {
    await box.submit(HARD_MAIL, BOB)
    const url = `imap://127.0.0.1:${box.imap}/INBOX`
    await runProgram('curl', [...user, '--output', box.file('mail'), `${url};MAILINDEX=1`])
    expect(readFileSync(box.file('mail')).equals(HARD_MAIL)).toBe(true)
    writeFileSync(box.file('put'), 'Subject: Put here\r\n\r\nHello\r\n')
    await runProgram('curl', [...user, '--upload-file', box.file('put'), url])
    expect(await box.entries(BOB, 'INBOX')).toEqual(['Gr\u00fc\u00dfe \\Seen', 'Put here \\Seen'])
  })
})

describe('fetchmail', () => {
  it('fetches all mail and deletes it on the server', async () => {
    await box.deliver(BOB, 20)
    const fetched = box.file('fetched')
    writeFileSync(
      box.file('fetchmailrc'),
      `poll 127.0.0.1 service ${box.pop3} protocol pop3 auth password username "${BOB}" password "any" ` +
        `fetchall sslproto "" mda "/bin/sh -c 'cat >> ${fetched}'"\n`,
      { mode: 0o600 },
    )
    await runProgram('fetchmail', ['--fetchmailrc', box.file('fetchmailrc'), '--silent'], {
      env: { HOME: box.file(''), FETCHMAILHOME: box.file('') },
    })
    const subjects = readFileSync(fetched, 'utf8').match(/^Subject: .*$/gm)
    expect(subjects).toEqual(Array.from({ length: 20 }, (_, n) => `Subject: Mail ${n}`))
    expect(await box.entries(BOB, 'INBOX')).toEqual([])
  })
})

describe('Mutt', () => {
  it('flags, deletes and moves mails over STARTTLS', async () => {
    await box.deliver(BOB, 12)
    writeFileSync(
      box.file('muttrc'),
      `set folder="imap://localhost:${box.imap}/" imap_user="${BOB}" imap_pass="any" imap_qresync=yes
set ssl_starttls=yes certificate_file="${box.file('ca.pem')}" record="" postponed="" quit=yes delete=yes confirmappend=no wait_key=no mark_old=no
push '<delete-pattern>~s "Mail 3$"<enter><tag-pattern>~s "Mail 1"<enter><tag-prefix><save-message>=Archive<enter><flag-message><sync-mailbox><quit>'
`,
    )
    const command = `mutt -n -F ${box.file('muttrc')} -f imap://localhost:${box.imap}/INBOX`
    // Mutt asks for a terminal.
    await runProgram('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      env: { TERM: 'xterm', HOME: box.file('') },
    })
    expect(await box.entries(BOB, 'Archive')).toEqual(['Mail 1', 'Mail 10', 'Mail 11'])
    const left = await box.entries(BOB, 'INBOX')
    expect(left).toHaveLength(8)
    expect(left.filter(entry => entry.includes('\\Flagged'))).toHaveLength(1)
  })
})
