import { afterEach, beforeEach, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import type { Account } from '../../server/mailbox/account.ts'
import type { Folder } from '../../server/mailbox/folder.ts'
import { Store } from '../../server/mailbox/store.ts'

let clock: SandboxClock
let store: Store
let bob: Account

beforeEach(() => {
  clock = new SandboxClock()
  store = new Store({ clock, limits: { foldersPerAccount: 10 } })
  bob = store.openAccount('bob@x.test')
})

afterEach(() => {
  store.close()
  clock.close()
})

function create(name: string, subscribed?: boolean): Folder {
  return store.apply({
    type: 'create-folder',
    account: bob,
    name,
    ...(subscribed !== undefined && { subscribed }),
  })
}

test('a folder that is created is subscribed to, with those above it, unless it is not to be', () => {
  create('a/b')
  create('c/d', false)
  expect(['a', 'a/b', 'c', 'c/d'].map(name => bob.folder(name)?.subscribed)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('a subscription outlives its folder, until it is dropped', () => {
  store.apply({ type: 'delete-folder', folder: create('a') })
  store.apply({ type: 'delete-folder', folder: create('b', false) })
  expect([...bob.formerSubscriptions]).toEqual(['a'])
  store.apply({ type: 'drop-subscription', account: bob, name: 'a' })
  expect([...bob.formerSubscriptions]).toEqual([])
})

test.each([
  ['created', () => create('a', false)],
  ['renamed to it', () => store.apply({ type: 'rename-folder', folder: create('b', false), to: 'a' })],
])('a subscription without a folder passes to one that is %s', (_how, make) => {
  store.apply({ type: 'delete-folder', folder: create('a') })
  expect(make().subscribed).toBe(true)
  expect([...bob.formerSubscriptions]).toEqual([])
})

test('an account keeps as many of them as it may have folders', () => {
  for (let n = 0; n < 12; n++) store.apply({ type: 'delete-folder', folder: create(`f${n}`) })
  expect(bob.formerSubscriptions.size).toBe(10)
})

test('a folder is created with a special use', () => {
  const folder = store.apply({
    type: 'create-folder',
    account: bob,
    name: 'Concepts',
    specialUse: '\\Drafts',
  })
  expect(folder.specialUse).toBe('\\Drafts')
})
