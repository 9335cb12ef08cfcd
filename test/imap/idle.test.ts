import { expect, test } from 'vitest'
import type { MailboxView } from '../../server/imap/mailbox-view.ts'
import { pushChanges } from '../../server/imap/push-changes.ts'
import { ResponseWriter } from '../../server/imap/response-writer.ts'
import { BOB, type Imap } from './start-imap.ts'
import { Terminal } from './terminal.ts'
import { useImap } from './use-imap.ts'

const startImap = useImap()

async function idling(imap: Imap): Promise<Terminal> {
  const terminal = new Terminal()
  imap.server.open(terminal, { address: '192.0.2.1', port: 1, tls: false })
  await terminal.type(`a LOGIN ${BOB} any`, 'a OK')
  await terminal.type('b SELECT INBOX', 'b OK')
  await terminal.type('c IDLE', '+ Say')
  terminal.said = ''
  terminal.writes = 0
  return terminal
}

test('a change is pushed within the tick in which it happens', async () => {
  const imap = await startImap()
  const terminal = await idling(imap)
  imap.deliver('Subject: 1\r\n\r\n')
  // Microtasks alone run before this goes on.
  await Promise.resolve()
  expect(terminal.said).toBe('* 1 EXISTS\r\n* 1 RECENT\r\n')
})

test('the changes of one operation go out together', async () => {
  const imap = await startImap()
  for (let n = 0; n < 100; n++) imap.deliver(`Subject: ${n}\r\n\r\n`)
  const terminal = await idling(imap)
  const { inbox } = imap.store.openAccount(BOB)
  imap.store.apply({ type: 'expunge', folder: inbox, uids: inbox.entries.slice(0, 50).map(({ uid }) => uid) })
  await Promise.resolve()
  expect(terminal.said.match(/EXPUNGE/g)).toHaveLength(50)
  expect(terminal.writes).toBe(1)
})

test('a client that does not read is told when it has caught up, and of the last state alone', async () => {
  const imap = await startImap({ limits: { unread: 10 } })
  const terminal = await idling(imap)
  terminal.holds = true
  for (let n = 1; n <= 1000; n++) {
    imap.deliver(`Subject: ${n}\r\n\r\n`)
    await Promise.resolve()
  }
  expect(terminal.said).toBe('* 1 EXISTS\r\n* 1 RECENT\r\n')
  expect(terminal.writableLength).toBeLessThan(100)
  terminal.holds = false
  terminal.held?.()
  while (!terminal.said.includes('1000 RECENT')) await new Promise(setImmediate)
  expect(terminal.said).toBe('* 1 EXISTS\r\n* 1 RECENT\r\n* 1000 EXISTS\r\n* 1000 RECENT\r\n')
})

test('what happened between the last command and IDLE is told at once', async () => {
  const imap = await startImap()
  const terminal = await idling(imap)
  await terminal.type('DONE', 'c OK')
  imap.deliver('Subject: 1\r\n\r\n')
  terminal.said = ''
  await terminal.type('d IDLE', '* 1 EXISTS')
  expect(terminal.said).toMatch(/^\+ .*\r\n\* 1 EXISTS\r\n/)
})

test('a fault while changes are told ends that session, and not the process', async () => {
  const fault = new Error('broken')
  const view = {
    onChange: null,
    tell() {
      throw fault
    },
    folder: { deleted: false },
  } as unknown as MailboxView
  const { folderGone } = pushChanges(view, new ResponseWriter(new Terminal(), 1000))
  await expect(folderGone).rejects.toBe(fault)
})
