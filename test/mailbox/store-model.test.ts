import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { DELETED, SEEN } from '../../server/mailbox/flags.ts'
import type { Folder } from '../../server/mailbox/folder.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { submission } from './submission.ts'

/** A folder as a plain list; entries name their message by the order in which it came. */
interface ModelFolder {
  uidNext: number
  entries: { uid: number; message: number; flags: number }[]
}

interface Model {
  readonly folders: Map<string, ModelFolder>
  captured: number
}

interface Real {
  readonly store: Store
  /** The id of each message, in the order in which they came. */
  readonly ids: string[]
}

type Command = fc.Command<Model, Real>

const ADDRESSES = ['all', 'a@x.test', 'b@x.test']
const NAMES = ['INBOX', 'Archive']
const KEYS = ADDRESSES.flatMap(address => NAMES.map(name => `${address} ${name}`))

function folderOf(store: Store, key: string): Folder {
  const [address = '', name = ''] = key.split(' ')
  return store.openAccount(address).folder(name)!
}

function append(model: Model, key: string, message: number, flags = 0): void {
  const folder = model.folders.get(key)!
  folder.entries.push({ uid: folder.uidNext++, message, flags })
}

/** What a message without a transcript holds: its bytes and the envelope. */
function weight({ size, envelope }: StoredMessage): number {
  return [envelope.from, ...envelope.to].reduce((sum, { argument }) => sum + argument.length, size)
}

/** All that must be true after every step. */
function check(model: Model, { store, ids }: Real): void {
  const living = new Set<number>()
  let entries = 0
  let traceBytes = 0
  for (const [key, expected] of model.folders) {
    const folder = folderOf(store, key)
    const found = [...folder.entries]
    expect(
      found.map(({ uid, message, flags }) => ({ uid, message: ids.indexOf(message.id), flags })),
    ).toEqual(expected.entries)
    expect(folder.uidNext).toBe(expected.uidNext)
    expect(folder.unseen).toBe(expected.entries.filter(entry => (entry.flags & SEEN) === 0).length)
    expect(folder.deletedEntries).toBe(expected.entries.filter(entry => (entry.flags & DELETED) !== 0).length)
    expect(folder.octets).toBe(found.reduce((sum, entry) => sum + entry.octets, 0))
    expect(Math.max(1, ...found.map(entry => entry.modseq))).toBeLessThanOrEqual(folder.highestModSeq)
    for (const entry of found) {
      expect(entry.message.entries).toContain(entry)
      traceBytes += entry.trace?.length ?? 0
    }
    for (const { message } of expected.entries) living.add(message)
    entries += expected.entries.length
  }
  expect(store.count).toBe(living.size)
  expect(store.bytes).toBe([...store.messages].reduce((sum, message) => sum + weight(message), traceBytes))
  ids.forEach((id, index) => expect(store.message(id) !== undefined).toBe(living.has(index)))
  expect([...store.accounts()].reduce((sum, account) => sum + account.messages, 0)).toBe(entries)
  const listed = KEYS.slice(0, 2).flatMap(key => model.folders.get(key)!.entries.map(entry => entry.message))
  expect([...store.timeline].map(message => ids.indexOf(message.id))).toEqual(
    [...new Set(listed)].sort((a, b) => a - b),
  )
}

function command(name: string, act: (model: Model, real: Real) => void): Command {
  return {
    check: () => true,
    run(model, real) {
      const before = new Map(KEYS.map(key => [key, folderOf(real.store, key).highestModSeq]))
      const { seq } = real.store.feed
      act(model, real)
      check(model, real)
      for (const key of KEYS) {
        const events = real.store.feed.since(seq)
        const changed =
          events !== 'reset' &&
          events.some(
            event =>
              event.type.startsWith('entry.') &&
              'folder' in event &&
              `${event.account} ${event.folder}` === key,
          )
        expect(folderOf(real.store, key).highestModSeq > before.get(key)!).toBe(changed)
      }
    },
    toString: () => name,
  }
}

const key = fc.constantFrom(...KEYS)
const uids = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 12 })

const capture = fc.subarray(ADDRESSES.slice(1)).map(to =>
  command(`capture ${to.join()}`, (model, { store, ids }) => {
    ids.push(store.capture(submission({ to })).id)
    for (const address of ['all', ...to]) append(model, `${address} INBOX`, model.captured)
    model.captured++
  }),
)

const TRACES = [null, Buffer.from('Received: from a\r\n'), Buffer.from('Received: from b by c\r\n')]

const deliver = fc
  .tuple(fc.nat(12), fc.constantFrom(...ADDRESSES.slice(1)), fc.nat(TRACES.length - 1))
  .map(([message, address, trace]) =>
    command(`deliver ${message} ${address} ${trace}`, (model, { store, ids }) => {
      const known = store.message(ids[message] ?? '')
      if (known === undefined) return
      const inbox = `${address} INBOX`
      const present = [...folderOf(store, inbox).entries].some(
        entry =>
          entry.message === known && (entry.trace?.toString() ?? '') === (TRACES[trace]?.toString() ?? ''),
      )
      store.apply({ type: 'deliver', message: known, address, trace: TRACES[trace]! })
      if (!present) append(model, inbox, message)
    }),
  )

const place = fc.tuple(key, fc.nat(31)).map(([target, flags]) =>
  command(`place ${target} ${flags}`, (model, { store, ids }) => {
    const entry = store.apply({
      type: 'place',
      folder: folderOf(store, target),
      submission: submission(),
      flags,
    })
    ids.push(entry.message.id)
    append(model, target, model.captured++, flags)
  }),
)

const transfer = fc
  .tuple(fc.constantFrom('copy' as const, 'move' as const), key, uids, key)
  .map(([type, from, wanted, target]) =>
    command(`${type} ${from} ${wanted.join()} ${target}`, (model, { store }) => {
      const source = model.folders.get(from)!
      const chosen = source.entries.filter(entry => wanted.includes(entry.uid))
      store.apply({ type, folder: folderOf(store, from), uids: wanted, to: folderOf(store, target) })
      for (const { message, flags } of chosen) append(model, target, message, flags)
      if (type === 'move') source.entries = source.entries.filter(entry => !chosen.includes(entry))
    }),
  )

const flag = fc
  .tuple(fc.constantFrom('add' as const, 'remove' as const, 'replace' as const), key, uids, fc.nat(31))
  .map(([mode, target, wanted, flags]) =>
    command(`flag ${mode} ${target} ${wanted.join()} ${flags}`, (model, { store }) => {
      store.apply({ type: 'flag', folder: folderOf(store, target), uids: wanted, mode, flags })
      for (const entry of model.folders.get(target)!.entries) {
        if (!wanted.includes(entry.uid)) continue
        if (mode === 'add') entry.flags |= flags
        else if (mode === 'remove') entry.flags &= ~flags
        else entry.flags = flags
      }
    }),
  )

const expunge = fc.tuple(key, uids).map(([target, wanted]) =>
  command(`expunge ${target} ${wanted.join()}`, (model, { store }) => {
    store.apply({ type: 'expunge', folder: folderOf(store, target), uids: wanted })
    const folder = model.folders.get(target)!
    folder.entries = folder.entries.filter(entry => !wanted.includes(entry.uid))
  }),
)

const deleteMessages = fc.array(fc.nat(30), { maxLength: 12 }).map(numbers =>
  command(`delete ${numbers.join()}`, (model, { store, ids }) => {
    store.apply({ type: 'delete-message', ids: numbers.flatMap(number => ids[number] ?? []) })
    for (const folder of model.folders.values()) {
      folder.entries = folder.entries.filter(entry => !numbers.includes(entry.message))
    }
  }),
)

test('the store does what plain lists do, whatever operations come', () => {
  const commands = fc.commands([capture, deliver, place, transfer, flag, expunge, deleteMessages], {
    maxCommands: 40,
  })
  const clock = new SandboxClock()
  fc.assert(
    fc.property(commands, steps => {
      fc.modelRun(
        () => ({
          model: { folders: new Map(KEYS.map(name => [name, { uidNext: 1, entries: [] }])), captured: 0 },
          real: { store: new Store({ clock }), ids: [] },
        }),
        steps,
      )
    }),
    { numRuns: 150 },
  )
})
