import type { Account } from '../../mailbox/account.ts'
import type { Entry } from '../../mailbox/entry.ts'
import type { Folder } from '../../mailbox/folder.ts'
import type { Store } from '../../mailbox/store.ts'
import { Type, type Static } from '../contract/schema.ts'
import { ProblemError } from '../problem.ts'

/** The part of an address that names an account. */
export const AccountParams = Type.Object({
  address: Type.String({ maxLength: 1000, description: 'An address; or `all`, the catch-all account.' }),
})
export type AccountParams = Static<typeof AccountParams>

/** The parts of an address that name a folder. */
export const FolderParams = Type.Object({
  ...AccountParams.properties,
  folder: Type.String({
    maxLength: 1000,
    description: 'The whole name of a folder, percent-encoded: `Archive%2F2026`.',
  }),
})
export type FolderParams = Static<typeof FolderParams>

/** The parts of an address that name an entry. */
export const EntryParams = Type.Object({
  ...FolderParams.properties,
  uid: Type.Integer({ minimum: 1 }),
})
export type EntryParams = Static<typeof EntryParams>

/** @throws ProblemError `no-such-account`; looking for an account does not make it */
export function findAccount(store: Store, { address }: AccountParams): Account {
  const account = store.account(address)
  if (account !== undefined) return account
  throw new ProblemError(
    'no-such-account',
    `There is no account ${address}. It comes into being with its first mail, or by PUT.`,
  )
}

/** @throws ProblemError `no-such-account`, `no-such-folder` */
export function findFolder(store: Store, params: FolderParams): Folder {
  const account = findAccount(store, params)
  const folder = account.folder(params.folder)
  if (folder !== undefined) return folder
  throw new ProblemError('no-such-folder', `The account ${account.address} has no folder "${params.folder}".`)
}

/** @throws ProblemError `no-such-account`, `no-such-folder`, `no-such-entry` */
export function findEntry(store: Store, params: EntryParams): Entry {
  const folder = findFolder(store, params)
  const entry = folder.entries.get(params.uid)
  if (entry !== undefined) return entry
  throw new ProblemError(
    'no-such-entry',
    `The folder "${folder.name}" of ${folder.account.address} has no entry with the UID ${params.uid}.`,
  )
}

/** The address of an account in the API. */
export function accountPath({ address }: Account): string {
  return `/api/v1/accounts/${encodeURIComponent(address)}`
}

/** The address of a folder in the API. */
export function folderPath({ account, name }: Folder): string {
  return `${accountPath(account)}/folders/${encodeURIComponent(name)}`
}
