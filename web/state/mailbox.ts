/** All mail (the catch-all account), or one folder of one account. */
export type Mailbox =
  { readonly kind: 'all' } | { readonly kind: 'folder'; readonly address: string; readonly folder: string }

export const ALL_MAIL: Mailbox = { kind: 'all' }

/** The name of the catch-all account, which all mail shows. */
export const CATCH_ALL = 'all'

/** Where the plain list shows a folder of an account; of the catch-all account it shows all mail. */
export function plainMailbox(address: string, folder: string): Mailbox {
  return address === CATCH_ALL ? ALL_MAIL : { kind: 'folder', address, folder }
}

export function isSameMailbox(a: Mailbox, b: Mailbox): boolean {
  if (a.kind === 'all' || b.kind === 'all') return a.kind === b.kind
  return a.address === b.address && a.folder === b.folder
}

/** Whether an entry that an event names lies in `mailbox`. */
export function holds(mailbox: Mailbox, { account, folder }: { account: string; folder: string }): boolean {
  if (mailbox.kind === 'all') return account === CATCH_ALL
  return mailbox.address === account && mailbox.folder === folder
}
