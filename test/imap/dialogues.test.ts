import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ImapLimits } from '../../server/imap/limits.ts'
import type { Folder } from '../../server/mailbox/folder.ts'
import { formatFlags } from '../../server/mailbox/flags.ts'
import { Users } from '../../server/net/users.ts'
import { type Dialogue, parseDialogue, unescapeBytes } from '../dialogues/dialogue.ts'
import { type Cut, runDialogue } from '../dialogues/run-dialogue.ts'
import { useCertificate } from '../smtp/use-receiving.ts'
import { BOB, type Imap } from './start-imap.ts'
import { useImap } from './use-imap.ts'

const folder = new URL('../dialogues/imap/', import.meta.url)
const dialogues = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.txt'))
  .map(name => ({ name, dialogue: parseDialogue(readFileSync(new URL(name, folder), 'utf8')) }))

const certificate = useCertificate()
const startImap = useImap()

/** `commandLine=100 badCommands=3` */
function parseLimits(text = ''): Partial<ImapLimits> {
  const pairs = text.split(' ').filter(pair => pair !== '')
  return Object.fromEntries(
    pairs.map(pair => {
      const [name = '', value] = pair.split('=')
      return [name, Number(value)]
    }),
  )
}

/**
 * Sets up the server as a dialogue says:
 *
 * - `users`: `name:password`, parted by spaces · `tls: yes` · `disable`: capabilities, parted by spaces
 * - `literal-minus: yes` · `limits: commandLine=100 badCommands=3`
 * - `mail: 3`: so many mails for Bob, with the subjects 1, 2, 3 · `raw`: one of these bytes, after those · `trace`: that
 *   one is a copy which came with these trace fields before its bytes
 * - `quota: 1000 5`: octets and messages that Bob may have
 */
async function start({ settings }: Dialogue): Promise<Imap> {
  const { users, disable, mail = '0', raw, trace, quota } = settings
  const imap = await startImap({
    tls: settings.tls === 'yes' ? certificate() : null,
    users: Users.parse(users === undefined ? [] : users.split(' ')),
    disabled: disable === undefined ? [] : disable.split(' '),
    literalMinus: settings['literal-minus'] === 'yes',
    limits: parseLimits(settings.limits),
  })
  for (let n = 1; n <= Number(mail); n++) imap.deliver(`Subject: ${n}\r\n\r\nText ${n}\r\n`)
  if (raw !== undefined && trace === undefined) imap.deliver(unescapeBytes(raw))
  if (raw !== undefined && trace !== undefined) {
    const message = imap.deliver(unescapeBytes(raw), 'eve@partner.test')
    imap.store.apply({ type: 'deliver', message, address: BOB, trace: unescapeBytes(trace) })
  }
  if (quota !== undefined) {
    const [octets = 0, messages = 0] = quota.split(' ').map(Number)
    imap.store.openAccount(BOB)
    imap.store.apply({ type: 'set-quota', address: BOB, quota: { octets, messages } })
  }
  return imap
}

function folderOf({ store }: Imap, name: string): Folder {
  const found = store.openAccount(BOB).folder(name)
  if (found === undefined) throw new Error(`Bob has no folder "${name}"`)
  return found
}

/**
 * What a `=` line may do, or ask of Bob's account:
 *
 * - `mail arrives: Subject` · `folder is deleted: Name` · `the store is reset: `
 * - `messages in Name: 3` · `flags of Name 2: \Seen $Work` · `sessions: 1 bob@x.test` · `faults: 1`
 */
function check(imap: Imap, name: string, value: string): void {
  const { store } = imap
  const [what, inFolder, uid] = / (?:in|of) /.test(name) ? name.split(/ (?:in|of) | (?=\d+$)/) : [name]
  switch (what) {
    case 'mail arrives':
      imap.deliver(`Subject: ${value}\r\n\r\nHello.\r\n`)
      return
    case 'folder is deleted':
      store.apply({ type: 'delete-folder', folder: folderOf(imap, value) })
      return
    case 'the store is reset':
      return store.reset()
    case 'messages':
      return expect(String(folderOf(imap, inFolder ?? '').count)).toBe(value)
    case 'flags': {
      const entry = folderOf(imap, inFolder ?? '').entries.get(Number(uid))
      return expect(entry && formatFlags(entry).join(' ')).toBe(value)
    }
    case 'sessions':
      return expect(
        imap.sessions
          .list()
          .map(({ user }) => user ?? '-')
          .join(' '),
      ).toBe(value)
    default:
      throw new Error(`"${name}" is not known`)
  }
}

describe.each<Cut>(['whole', 'line', 'byte'])('IMAP dialogues, sent by the %s', cut => {
  test.each(dialogues.filter(({ dialogue }) => (dialogue.settings.cut ?? cut) === cut))(
    '$name',
    async ({ dialogue }) => {
      const imap = await start(dialogue)
      const { login } = dialogue.settings
      await runDialogue(dialogue, {
        // With `login`, every session of the dialogue begins as this user.
        connect: () => (login === undefined ? imap.connect() : imap.connectAs(login)),
        cut,
        check: (name, value) => check(imap, name, value),
      })
    },
  )
})
