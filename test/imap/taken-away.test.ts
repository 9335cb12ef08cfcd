import { expect, test } from 'vitest'
import { Client } from './client.ts'
import { BOB } from './start-imap.ts'
import { useImap } from './use-imap.ts'

const startImap = useImap()

/** What can be said with a capability, and is not understood without it. */
const COMMANDS: readonly (readonly [capability: string, command: string])[] = [
  ['ID', 'ID NIL'],
  ['ENABLE', 'ENABLE CONDSTORE'],
  ['IDLE', 'IDLE'],
  ['NAMESPACE', 'NAMESPACE'],
  ['UNSELECT', 'UNSELECT'],
  ['UIDPLUS', 'UID EXPUNGE 1'],
  ['MOVE', 'MOVE 1 Trash'],
  ['MOVE', 'UID MOVE 1 Trash'],
  ['SPECIAL-USE', 'LIST (SPECIAL-USE) "" "*"'],
  ['CREATE-SPECIAL-USE', 'CREATE x (USE (\\Drafts))'],
  ['LIST-EXTENDED', 'LIST "" ("*")'],
  ['LIST-STATUS', 'LIST "" "*" RETURN (STATUS (MESSAGES))'],
  ['STATUS=SIZE', 'STATUS INBOX (SIZE)'],
  ['ESEARCH', 'SEARCH RETURN (MIN) ALL'],
  ['SEARCHRES', 'SEARCH RETURN (SAVE) ALL'],
  ['CONDSTORE', 'FETCH 1 (MODSEQ)'],
  ['CONDSTORE', 'SEARCH MODSEQ 1'],
  ['CONDSTORE', 'SELECT INBOX (CONDSTORE)'],
  ['CONDSTORE', 'STORE 1 (UNCHANGEDSINCE 5) FLAGS (\\Seen)'],
  ['BINARY', 'FETCH 1 (BINARY.SIZE[1])'],
  ['APPENDLIMIT', 'STATUS INBOX (APPENDLIMIT)'],
  ['MULTIAPPEND', 'APPEND INBOX {1+}\r\nx {1+}\r\ny'],
  ['WITHIN', 'SEARCH YOUNGER 10'],
  ['QUOTA', 'GETQUOTAROOT INBOX'],
  ['QUOTA', 'GETQUOTA ""'],
  ['QUOTA=RES-STORAGE', 'STATUS INBOX (DELETED-STORAGE)'],
  ['SORT', 'SORT (DATE) UTF-8 ALL'],
  ['SORT', 'UID SORT (DATE) UTF-8 ALL'],
  ['SORT=DISPLAY', 'SORT (DISPLAYFROM) UTF-8 ALL'],
  ['ESORT', 'SORT RETURN (COUNT) (DATE) UTF-8 ALL'],
  ['THREAD=ORDEREDSUBJECT', 'THREAD ORDEREDSUBJECT UTF-8 ALL'],
  ['THREAD=REFERENCES', 'THREAD REFERENCES UTF-8 ALL'],
  ['OBJECTID', 'FETCH 1 (EMAILID)'],
  ['OBJECTID', 'STATUS INBOX (MAILBOXID)'],
  ['SAVEDATE', 'FETCH 1 (SAVEDATE)'],
  ['PREVIEW', 'FETCH 1 (PREVIEW)'],
  ['COMPRESS=DEFLATE', 'COMPRESS DEFLATE'],
  ['PARTIAL', 'SEARCH RETURN (PARTIAL 1:10) ALL'],
  ['REPLACE', 'REPLACE 1 INBOX {1+}\r\nx'],
]

/** Says the command with INBOX selected and a mail in it; gives the status of the answer. */
async function statusOf(command: string, disabled: readonly string[]): Promise<string | undefined> {
  const imap = await startImap({ disabled })
  imap.deliver('Subject: 1\r\n\r\nText\r\n')
  const client = new Client(await imap.connectAs(BOB))
  await client.say('SELECT INBOX')
  const answer = client.say(command)
  if (command === 'IDLE') client.stream.write('DONE\r\n')
  const [status] = (await answer).at(-1)?.split(' ') ?? []
  return status
}

test.each(COMMANDS)('%s alone offers %j', async (capability, command) => {
  expect(await statusOf(command, [])).toBe('OK')
  expect(await statusOf(command, [capability])).toBe('BAD')
})
