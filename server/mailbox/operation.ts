import type { Submission } from '../message/envelope.ts'
import type { Account, Quota } from './account.ts'
import type { Entry } from './entry.ts'
import type { Folder, SpecialUse } from './folder.ts'
import type { StoredMessage } from './stored-message.ts'

/** A new message that enters one folder alone, as IMAP APPEND brings it. */
export interface Placement {
  readonly submission: Submission
  /** Bits of flags.ts. */
  readonly flags?: number
  readonly keywords?: readonly string[]
  /** Milliseconds since the epoch; now, if not given. */
  readonly internalDate?: number | undefined
}

/**
 * Every way in which a store changes. UIDs that the folder does not hold are passed over, as RFC 9051 §6.4.9
 * asks; the result tells which were found.
 */
export interface Operations {
  /**
   * A submission arrives: an entry in the catch-all INBOX and one in the INBOX of each distinct recipient whose quota
   * it does not exceed; refused as over-quota when it exceeds that of all. Of one that names its `places`, only these
   * get an entry, and it is never refused: recipients of whom the store knows nothing may be on their way, and who
   * named the places answers for all of them. What finds no room is noted on the message in any case.
   */
  capture: { arguments: { readonly submission: Submission }; result: StoredMessage }
  /**
   * A copy of a captured message comes to the end of its way: one more entry, in the INBOX of this address, whose account
   * is made if need be. It is marked as capture marks, and its dates are those of now. Gives the entry that is there
   * already if that INBOX has one of the same bytes: of this message, with the same trace.
   *
   * Null, and nothing is changed, when the message was deleted meanwhile. Refused as too-many-accounts, and as over-quota
   * when message and trace together exceed it.
   */
  deliver: {
    arguments: {
      readonly message: StoredMessage
      /** As in an envelope: `all` is an address like any other. */
      readonly address: string
      /** What becomes `Entry.trace`: whole lines of trace fields (RFC 5321 §4.4), each ended by CRLF; null for none. */
      readonly trace: Uint8Array | null
    }
    result: Entry | null
  }
  /** A new message enters this folder alone. */
  place: { arguments: { readonly folder: Folder } & Placement; result: Entry }
  /** New messages enter this folder, all or none (RFC 3502); gives an entry for each. */
  'place-all': {
    arguments: { readonly folder: Folder; readonly placements: readonly Placement[] }
    result: readonly Entry[]
  }
  /**
   * A new message enters `to` and takes the place of an entry (RFC 8508), whose room it may have. Null, and
   * nothing is changed, when there is no such entry.
   */
  replace: {
    arguments: { readonly folder: Folder; readonly uid: number; readonly to: Folder; readonly by: Placement }
    result: Entry | null
  }
  /** Entries of the same messages in another folder, flags and dates kept; all or none. */
  copy: {
    arguments: { readonly folder: Folder; readonly uids: readonly number[]; readonly to: Folder }
    result: readonly Transfer[]
  }
  /** Entries leave one folder and get new UIDs in another (RFC 6851). */
  move: {
    arguments: { readonly folder: Folder; readonly uids: readonly number[]; readonly to: Folder }
    result: readonly Transfer[]
  }
  /** Changes marks; gives the entries that differ afterwards. */
  flag: {
    arguments: {
      readonly folder: Folder
      readonly uids: readonly number[]
      readonly mode: 'add' | 'remove' | 'replace'
      /** Bits of flags.ts. */
      readonly flags?: number
      readonly keywords?: readonly string[]
    }
    result: readonly Entry[]
  }
  /** Removes these entries; gives the UIDs that were there. */
  expunge: {
    arguments: { readonly folder: Folder; readonly uids: readonly number[] }
    result: readonly number[]
  }
  /** Removes all entries of these messages, everywhere; gives how many messages there were. */
  'delete-message': { arguments: { readonly ids: readonly string[] }; result: number }
  'open-account': { arguments: { readonly address: string }; result: Account }
  /** Drops the account's folders and entries, and the account itself unless it is the catch-all account. */
  'delete-account': { arguments: { readonly address: string }; result: undefined }
  'set-quota': { arguments: { readonly address: string; readonly quota: Quota | null }; result: Account }
  /** Creates the folder and those above it that do not exist (RFC 9051 §6.3.4). */
  'create-folder': {
    arguments: {
      readonly account: Account
      readonly name: string
      readonly specialUse?: SpecialUse | null
      /** It and those above it that are created with it; true, if not given. */
      readonly subscribed?: boolean
    }
    result: Folder
  }
  /** Renames the folder and all below it (RFC 9051 §6.3.6); of INBOX it moves the entries to a new folder. */
  'rename-folder': { arguments: { readonly folder: Folder; readonly to: string }; result: Folder }
  'delete-folder': { arguments: { readonly folder: Folder }; result: undefined }
  'subscribe-folder': {
    arguments: { readonly folder: Folder; readonly subscribed: boolean }
    result: undefined
  }
  /** Ends the subscription to a folder that is gone. */
  'drop-subscription': { arguments: { readonly account: Account; readonly name: string }; result: undefined }
}

/** One entry that was copied or moved: its UID in the source, and what it became. */
export interface Transfer {
  readonly uid: number
  readonly entry: Entry
}

export type OperationType = keyof Operations

/** An operation of one type: its name and its arguments in one object. */
export type OperationOf<T extends OperationType> = { readonly type: T } & Operations[T]['arguments']

/** What `apply` gives for an operation. */
export type OperationResult<T extends OperationType> = Operations[T]['result']
