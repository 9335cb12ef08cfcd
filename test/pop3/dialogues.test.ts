import { readFileSync, readdirSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { formatFlags } from '../../server/mailbox/flags.ts'
import { Users } from '../../server/net/users.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { parseDialogue, unescapeBytes } from '../dialogues/dialogue.ts'
import { type Cut, runDialogue } from '../dialogues/run-dialogue.ts'
import { useCertificate } from '../smtp/use-receiving.ts'
import { BOB, type Pop3, startPop3 } from './start-pop3.ts'

const folder = new URL('../dialogues/pop3/', import.meta.url)
const dialogues = readdirSync(folder).map(name => {
  return { name, dialogue: parseDialogue(readFileSync(new URL(name, folder), 'utf8')) }
})

const certificate = useCertificate()

/** The limits that a dialogue sets, by the names that they have there. */
const LIMITS = {
  connections: 'connections',
  'connections-per-address': 'connectionsPerAddress',
  'login-time': 'loginTime',
  'idle-time': 'idleTime',
  'command-line': 'commandLine',
  'auth-line': 'authLine',
  'bad-commands': 'badCommands',
} as const

async function start({ settings }: Dialogue): Promise<Pop3> {
  const { users, tls, age, accounts, trace } = settings
  const limits = Object.entries(LIMITS).flatMap(([name, limit]) =>
    settings[name] === undefined ? [] : [[limit, Number(settings[name])]],
  )
  const pop3 = await startPop3({
    tls: tls === undefined ? null : certificate(),
    implicitTls: tls === 'implicit',
    users: Users.parse(users?.split(' ') ?? []),
    limits: Object.fromEntries(limits),
    storeLimits: { ...(age && { age: Number(age) }), ...(accounts && { accounts: Number(accounts) }) },
  })
  for (const [name, value] of Object.entries(settings)) {
    if (!name.startsWith('mail')) continue
    const message = pop3.deliver(unescapeBytes(value), trace === undefined ? BOB : 'eve@partner.test')
    // With `trace`, what Bob has are copies which came with these trace fields.
    if (trace === undefined) continue
    pop3.store.apply({ type: 'deliver', message, address: BOB, trace: unescapeBytes(trace) })
  }
  return pop3
}

async function connect(pop3: Pop3, encrypted: boolean): Promise<Duplex> {
  const socket = await pop3.connect()
  return encrypted ? connectTls({ socket, rejectUnauthorized: false }) : socket
}

/** What a `=` line may ask of the store. */
function check({ store, sessions, faults }: Pop3, name: string, value: string): void {
  const inbox = store.account(BOB)?.inbox
  const entries = [...(inbox?.entries ?? [])]
  switch (name) {
    case 'uids':
      return expect(entries.map(entry => entry.uid).join(' ')).toBe(value)
    case 'flags':
      return expect(entries.map(entry => formatFlags(entry).join(' ') || '-').join(' ')).toBe(value)
    case 'sessions':
      return expect(
        sessions
          .list()
          .map(({ user, tls }) => `${user}${tls ? ' tls' : ''}`)
          .join(', '),
      ).toBe(value)
    case 'accounts':
      return expect(Array.from(store.accounts(), ({ address }) => address).join(' ')).toBe(value)
    case 'told':
      return expect(told(store)).toBe(value)
    case 'faults':
      return expect(String(faults.length)).toBe(value)
    default:
      throw new Error(`"${name}" is not known`)
  }
}

/** The events of sessions, in order. */
function told(store: Pop3['store']): string {
  const events = store.feed.since(0)
  if (events === 'reset') throw new Error('the feed has forgotten its beginning')
  return events
    .flatMap(event =>
      event.type === 'session.opened' || event.type === 'session.closed'
        ? [`${event.type} ${event.user}`]
        : [],
    )
    .join(', ')
}

describe.each<Cut>(['whole', 'line', 'byte'])('POP3 dialogues, sent by the %s', cut => {
  test.each(dialogues.filter(({ dialogue }) => (dialogue.settings.cut ?? cut) === cut))(
    '$name',
    async ({ dialogue }) => {
      const pop3 = await start(dialogue)
      try {
        await runDialogue(dialogue, {
          connect: () => connect(pop3, dialogue.settings.tls === 'implicit'),
          cut,
          check: (name, value) => check(pop3, name, value),
        })
        expect(pop3.faults).toEqual([])
      } finally {
        await pop3.close()
      }
    },
  )
})
