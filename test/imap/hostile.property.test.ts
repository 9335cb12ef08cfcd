import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunksOf } from '../smtp/wire.ts'
import { BOB, type Imap } from './start-imap.ts'
import { Terminal } from './terminal.ts'
import { useImap } from './use-imap.ts'

const startImap = useImap()

/** Pieces of commands, of which a few in a row make sense now and then. */
const PARTS = [
  'a ',
  'b UID ',
  'SELECT ',
  'EXAMINE ',
  'INBOX',
  'Trash',
  '"Trash"',
  ' ',
  '\r\n',
  '\r\n',
  '\r\n',
  '(',
  ')',
  '"',
  '\\',
  '{3}\r\n',
  '{3+}\r\n',
  '{0+}\r\n',
  '{99999999999}\r\n',
  '~{2+}\r\n',
  'abc',
  '\0',
  '\xe9',
  '&',
  '1:*',
  '1',
  '0',
  '4294967295',
  'a FETCH 1:* ',
  'FLAGS',
  'BODY[',
  ']',
  '<0.5>',
  'ENVELOPE',
  'BODYSTRUCTURE',
  'a STORE 1 +FLAGS ',
  '\\Deleted',
  '$x',
  'a SEARCH ',
  'RETURN (SAVE) ',
  'NOT ',
  'ALL',
  '$',
  'OR ',
  'HEADER ',
  'SINCE 1-Feb-2020',
  'a SORT (DATE) UTF-8 ALL\r\n',
  'a THREAD REFERENCES UTF-8 ALL\r\n',
  'a COPY 1 ',
  'a MOVE 1:2 ',
  'a EXPUNGE\r\n',
  'a APPEND ',
  'a IDLE\r\n',
  'DONE\r\n',
  'a LIST ',
  '""',
  '*',
  '%',
  ' RETURN (STATUS (MESSAGES))',
  'a LSUB "" *\r\n',
  'a CREATE ',
  'a DELETE ',
  'a RENAME ',
  'a STATUS INBOX (MESSAGES)\r\n',
  'a CLOSE\r\n',
  'a UNSELECT\r\n',
  'a ENABLE QRESYNC IMAP4rev2\r\n',
  'a CHECK\r\n',
  'a REPLACE 1 ',
  'a AUTHENTICATE PLAIN\r\n',
  '*\r\n',
  'a LOGOUT\r\n',
  'a GETQUOTAROOT INBOX\r\n',
  'a ID NIL\r\n',
]

/** What the server says to these bytes, up to the end that the client makes or the server. */
async function answers(imap: Imap, chunks: readonly Buffer[]): Promise<string> {
  const terminal = new Terminal()
  imap.server.open(terminal, { address: '192.0.2.1', port: 1, tls: false })
  await terminal.type(`l LOGIN ${BOB} any\r\nl SELECT INBOX`, 'l OK [READ-WRITE]')
  terminal.said = ''
  for (const chunk of chunks) {
    if (terminal.readableEnded || terminal.destroyed) break
    terminal.push(chunk)
    await new Promise(setImmediate)
  }
  terminal.push(null)
  while (!terminal.writableFinished) await new Promise(setImmediate)
  terminal.destroy()
  return terminal.said
}

/** A response as the grammar has it, as far as it can be told from its beginning: RFC 9051 §7. */
const LINE = /^(?:\* |\+ |[^\s()+*{%"\\]+ (?:OK|NO|BAD) \S)/

test('whatever comes, the server answers by the grammar and has no fault', async () => {
  const imap = await startImap({ limits: { badCommands: 1000 } })
  for (let n = 1; n <= 3; n++) imap.deliver(`Subject: ${n}\r\n\r\nText ${n}\r\n`)
  await fc.assert(
    fc.asyncProperty(chunksOf(PARTS), async chunks => {
      const said = await answers(imap, chunks)
      expect(said === '' || said.endsWith('\r\n')).toBe(true)
      const bare = said
        .replace(/\{(\d+)\}\r\n/g, '')
        .split('\r\n')
        .slice(0, -1)
      if (!/BODY\[|\{/.test(said)) for (const line of bare) expect(line).toMatch(LINE)
      expect(imap.faults).toEqual([])
    }),
    { numRuns: 300 },
  )
  expect(imap.sessions.count()).toBe(0)
})
