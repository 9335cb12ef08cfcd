/** All that outside parties can make a store hold, and the bounds of it. */
export interface StoreLimits {
  /** Messages; beyond that the oldest go. */
  readonly messages: number
  /** Bytes that messages hold in all (raw, transcript, envelope, traces of copies); beyond that the oldest go. */
  readonly bytes: number
  /** Entries in all folders of all accounts; beyond that the oldest messages go. */
  readonly entries: number
  /** Milliseconds of world time after which a message goes; null keeps it. */
  readonly age: number | null
  readonly accounts: number
  /** Octets of all entries of an account that has no quota of its own; null is without bound, as for the catch-all account. */
  readonly accountOctets: number | null
  /** Entries of such an account. */
  readonly accountMessages: number | null
  readonly foldersPerAccount: number
  /** Folders of all accounts together; those that were never asked for do not count. */
  readonly folders: number
  /** UTF-8 bytes of a folder's whole name. */
  readonly folderNameLength: number
  /** Keywords on all entries together. */
  readonly keywords: number
  readonly keywordLength: number
  /** Events kept for those who come late. */
  readonly feedRing: number
  /** Characters of decoded text kept for searches; what does not fit is decoded again for each search. */
  readonly searchText: number
}

export const STORE_LIMITS: StoreLimits = {
  messages: 10_000,
  bytes: 512 * 1024 * 1024,
  entries: 500_000,
  age: null,
  accounts: 10_000,
  accountOctets: null,
  accountMessages: null,
  foldersPerAccount: 1_000,
  folders: 100_000,
  folderNameLength: 500,
  keywords: 500_000,
  keywordLength: 100,
  feedRing: 10_000,
  searchText: 64 * 1024 * 1024,
}
