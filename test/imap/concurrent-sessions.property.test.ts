import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatFlags, systemFlag } from '../../server/mailbox/flags.ts'
import type { Folder } from '../../server/mailbox/folder.ts'
import { MailboxModel, changed } from './concurrent/mailbox-model.ts'
import type { Mode } from './concurrent/mailbox-model.ts'
import { ModelClient } from './concurrent/model-client.ts'
import type { Dialect } from './concurrent/model-client.ts'
import { numbersOf } from './concurrent/picture.ts'
import { BOB, type Imap, startImap } from './start-imap.ts'

const FOLDERS = ['INBOX', 'Archive']
const FLAGS = ['\\Seen', '\\Deleted', '\\Flagged', 'work', 'later']
const DIALECTS: readonly Dialect[] = ['QRESYNC', 'plain', 'QRESYNC', 'IMAP4rev2']

interface Model {
  readonly mailbox: MailboxModel
  /** The folder that each client has selected, and whether it may only look. */
  readonly selected: ({ readonly name: string; readonly readOnly: boolean } | null)[]
}

interface Real {
  readonly imap: Imap
  readonly clients: readonly ModelClient[]
}

type Step = (model: Model, real: Real) => Promise<void>
type Command = fc.AsyncCommand<Model, Real>

function folderOf({ imap }: Real, name: string): Folder {
  return imap.store.openAccount(BOB).folder(name)!
}

const inOrder = (flags: Iterable<string>): string[] => [...flags].sort()

/** What is stored is what the model has. */
function check({ mailbox }: Model, real: Real): void {
  for (const name of FOLDERS) {
    const stored = [...folderOf(real, name).entries].map(entry => ({
      uid: entry.uid,
      flags: inOrder(formatFlags(entry)),
    }))
    const expected = mailbox.folder(name).messages.map(({ uid, flags }) => ({ uid, flags: inOrder(flags) }))
    expect(stored).toEqual(expected)
  }
}

/** What a client has in mind after it was told everything is what is stored. */
function checkPicture({ mailbox }: Model, client: ModelClient): void {
  const expected = mailbox
    .folder(client.folder!)
    .messages.map(({ uid, flags }) => ({ uid, flags: inOrder(flags) }))
  expect(client.picture.messages.map(({ uid, flags }) => ({ uid, flags: flags && inOrder(flags) }))).toEqual(
    expected,
  )
}

function command(name: string, step: Step, allowed: (model: Model) => boolean = () => true): Command {
  return {
    check: allowed,
    async run(model, real) {
      await step(model, real)
      check(model, real)
    },
    toString: () => name,
  }
}

const hasFolder = (number: number) => (model: Model) => model.selected[number] !== null
const mayChange = (number: number) => (model: Model) => model.selected[number]?.readOnly === false

const client = fc.nat(DIALECTS.length - 1)
const folderName = fc.constantFrom(...FOLDERS)
const flags = fc.subarray(FLAGS)
/** Which messages: some of those that the client knows, by number or by UID; and some UIDs of any message or of none. */
const choice = fc.record({
  uid: fc.boolean(),
  positions: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 6 }),
  others: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 2 }),
})
type Choice = typeof choice extends fc.Arbitrary<infer T> ? T : never

interface Chosen {
  readonly set: string
  readonly uids: readonly number[]
  readonly prefix: string
}

/** Makes of a choice what the client would say; null when there is nothing to choose from. */
function choose({ picture }: ModelClient, { uid, positions, others }: Choice): Chosen | null {
  const { length } = picture.messages
  if (length === 0 && (!uid || others.length === 0)) return null
  const numbers = length === 0 ? [] : positions.map(position => (position % length) + 1)
  const uids = numbers.map(number => picture.messages[number - 1]!.uid ?? 0).filter(known => known > 0)
  if (!uid) return { set: numbers.join(), uids, prefix: '' }
  // Those that came meanwhile, too: they are told before the command is done.
  return { set: [...uids, ...others].join(), uids: [...uids, ...others], prefix: 'UID ' }
}

/** Sends a command about some messages, and gives what became of those that were meant and are there. */
async function sayOf(
  { mailbox }: Model,
  speaker: ModelClient,
  pick: Choice,
  say: (chosen: Chosen) => string,
): Promise<{ answer: string; living: number[]; gone: boolean; chosen: Chosen } | null> {
  await speaker.stopIdle()
  const chosen = choose(speaker, pick)
  if (chosen === null || chosen.set === '') return null
  const living = mailbox.living(speaker.folder!, chosen.uids)
  const count = chosen.prefix === '' ? new Set(chosen.set.split(',')).size : living.length
  return { answer: await speaker.say(say(chosen)), living, gone: living.length < count, chosen }
}

const select = fc.tuple(client, folderName, fc.boolean()).map(([number, name, readOnly]) =>
  command(`${number} selects ${name}${readOnly ? ' to look' : ''}`, async (model, { clients }) => {
    await clients[number]!.stopIdle()
    await clients[number]!.select(name, { readOnly })
    model.selected[number] = { name, readOnly }
    checkPicture(model, clients[number]!)
  }),
)

const leave = fc.tuple(client, fc.boolean()).map(([number, closes]) =>
  command(
    `${number} ${closes ? 'closes' : 'unselects'}`,
    async (model, { clients }) => {
      await clients[number]!.stopIdle()
      expect(await clients[number]!.say(closes ? 'CLOSE' : 'UNSELECT')).toMatch(/^OK/)
      const { name, readOnly } = model.selected[number]!
      if (closes && !readOnly) model.mailbox.remove(name, model.mailbox.deleted(name))
      model.selected[number] = null
    },
    hasFolder(number),
  ),
)

const noop = client.map(number =>
  command(
    `${number} does nothing`,
    async (model, { clients }) => {
      await clients[number]!.stopIdle()
      await clients[number]!.say('NOOP')
      await clients[number]!.learn()
      checkPicture(model, clients[number]!)
    },
    hasFolder(number),
  ),
)

const idle = client.map(number =>
  command(
    `${number} waits`,
    async (_, { clients }) => {
      if (!clients[number]!.idle) await clients[number]!.startIdle()
    },
    hasFolder(number),
  ),
)

const store = fc
  .tuple(client, choice, fc.constantFrom<Mode>('', '+', '-'), fc.boolean(), flags)
  .map(([number, pick, mode, silent, named]) =>
    command(
      `${number} stores ${mode}${named.join(' ')}${silent ? ' silently' : ''} on ${JSON.stringify(pick)}`,
      async (model, { clients }) => {
        const speaker = clients[number]!
        const item = `${mode}FLAGS${silent ? '.SILENT' : ''} (${named.join(' ')})`
        const said = await sayOf(model, speaker, pick, ({ prefix, set }) => `${prefix}STORE ${set} ${item}`)
        if (said === null) return
        expect(said.answer).toMatch(said.gone && !pick.uid ? /^NO \[EXPUNGEISSUED\]/ : /^OK/)
        model.mailbox.store(speaker.folder!, said.living, mode, named)
        // What is not told is what the client itself asked for.
        if (silent) speaker.picture.assume(said.living, flags => changed(flags, mode, named))
        await speaker.learn()
      },
      mayChange(number),
    ),
  )

const transfer = fc
  .tuple(fc.constantFrom('COPY' as const, 'MOVE' as const), client, choice, folderName)
  .map(([name, number, pick, to]) =>
    command(
      `${number}: ${name} ${JSON.stringify(pick)} ${to}`,
      async (model, { clients }) => {
        const speaker = clients[number]!
        const said = await sayOf(model, speaker, pick, ({ prefix, set }) => `${prefix}${name} ${set} ${to}`)
        if (said === null) return
        await speaker.learn()
        const { answer, living, gone } = said
        if (gone && !pick.uid) expect(answer).toMatch(/^NO \[EXPUNGEISSUED\]/)
        else {
          expect(answer).toMatch(/^OK/)
          const copies = model.mailbox.copy(speaker.folder!, living, to)
          const [, originals = '', made = ''] = /COPYUID \d+ (\S+) (\S+)\]/.exec(answer) ?? []
          if (name === 'COPY') expect([numbersOf(originals), numbersOf(made)]).toEqual([living, copies])
          else model.mailbox.remove(speaker.folder!, living)
        }
        checkPicture(model, speaker)
      },
      mayChange(number),
    ),
  )

const expunge = fc.tuple(client, fc.option(choice)).map(([number, pick]) =>
  command(
    `${number} expunges ${JSON.stringify(pick)}`,
    async (model, { clients }) => {
      const speaker = clients[number]!
      await speaker.stopIdle()
      const chosen = pick === null ? null : choose(speaker, { ...pick, uid: true })
      if (pick !== null && (chosen === null || chosen.set === '')) return
      const answer = await speaker.say(chosen === null ? 'EXPUNGE' : `UID EXPUNGE ${chosen.set}`)
      expect(answer).toMatch(/^OK/)
      const deleted = model.mailbox.deleted(speaker.folder!)
      const doomed = chosen === null ? deleted : deleted.filter(uid => chosen.uids.includes(uid))
      model.mailbox.remove(speaker.folder!, doomed)
      await speaker.learn()
      checkPicture(model, speaker)
    },
    mayChange(number),
  ),
)

const append = fc
  .tuple(client, folderName, fc.array(flags, { minLength: 1, maxLength: 3 }))
  .map(([number, name, lists]) =>
    command(`${number} appends ${lists.length} to ${name}`, async (model, { clients }) => {
      const speaker = clients[number]!
      await speaker.stopIdle()
      const answer = await speaker.say(
        `APPEND ${name}${lists.map(list => ` (${list.join(' ')}) {5+}\r\nHello`).join('')}`,
      )
      const uids = lists.map(list => model.mailbox.add(name, list))
      expect(numbersOf(/APPENDUID \d+ (\S+)\]/.exec(answer)?.[1] ?? '')).toEqual(uids)
      if (speaker.folder !== null && model.selected[number] !== null) await speaker.learn()
    }),
  )

const arrival = fc.integer({ min: 1, max: 4 }).map(count =>
  command(`${count} arrive`, async ({ mailbox }, { imap }) => {
    for (let left = count; left > 0; left--) {
      imap.deliver('Subject: x\r\n\r\nHello\r\n')
      mailbox.add('INBOX', [])
    }
  }),
)

const removal = fc
  .tuple(folderName, fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }))
  .map(([name, uids]) =>
    command(`${uids.join()} of ${name} are removed from outside`, async ({ mailbox }, real) => {
      real.imap.store.apply({ type: 'expunge', folder: folderOf(real, name), uids })
      mailbox.remove(name, uids)
    }),
  )

const marking = fc
  .tuple(folderName, fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }), flags)
  .map(([name, uids, named]) =>
    command(`${uids.join()} of ${name} are marked from outside`, async ({ mailbox }, real) => {
      const bits = named.reduce((sum, flag) => sum | (systemFlag(flag) ?? 0), 0)
      const keywords = named.filter(flag => !flag.startsWith('\\'))
      real.imap.store.apply({
        type: 'flag',
        folder: folderOf(real, name),
        uids,
        mode: 'add',
        flags: bits,
        keywords,
      })
      for (const message of mailbox.folder(name).messages) {
        if (uids.includes(message.uid)) message.flags = changed(message.flags, '+', named)
      }
    }),
  )

const comeBack = fc.tuple(fc.constantFrom(0, 2), fc.boolean(), fc.boolean()).map(([number, names, matches]) =>
  command(
    `${number} loses the connection and comes back`,
    async (model, { clients }) => {
      await clients[number]!.comeBack({ names, matches })
      checkPicture(model, clients[number]!)
    },
    hasFolder(number),
  ),
)

test('whatever several sessions do at once, each that believes what it is told knows what is there', async () => {
  const often = [store, store, removal, removal, marking, comeBack, comeBack]
  const seldom = [select, leave, noop, idle, transfer, expunge, append, arrival]
  const steps = fc.commands([...often, ...seldom], { maxCommands: 60, size: 'max' })
  await fc.assert(
    fc.asyncProperty(steps, async plan => {
      const imap = await startImap()
      const clients = DIALECTS.map(dialect => new ModelClient(imap, dialect))
      const model: Model = { mailbox: new MailboxModel(FOLDERS), selected: [] }
      for (let count = 0; count < 8; count++) imap.deliver('Subject: x\r\n\r\nHello\r\n')
      for (let count = 0; count < 8; count++) model.mailbox.add('INBOX', [])
      for (const each of clients) {
        await each.open()
        await each.select('INBOX', { readOnly: false })
        model.selected.push({ name: 'INBOX', readOnly: false })
      }
      try {
        await fc.asyncModelRun(() => ({ model, real: { imap, clients } }), plan)
        for (const [number, each] of clients.entries()) {
          await each.stopIdle()
          await each.say('NOOP')
          if (model.selected[number] === null) continue
          await each.learn()
          checkPicture(model, each)
        }
        expect(imap.faults).toEqual([])
      } finally {
        for (const each of clients) each.close()
        await imap.close()
      }
    }),
    { numRuns: 120 },
  )
}, 60_000)
