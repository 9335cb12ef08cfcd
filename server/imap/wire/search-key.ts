import type { SequenceSet } from './sequence-set.ts'

/** What a search asks of a message. Texts are decoded, and may be empty. */
export type SearchKey =
  | { readonly kind: 'all' }
  /** All of them; any of them. */
  | { readonly kind: 'and' | 'or'; readonly keys: readonly SearchKey[] }
  | { readonly kind: 'not'; readonly key: SearchKey }
  /** By sequence number; by unique identifier. */
  | { readonly kind: 'sequence' | 'uid'; readonly set: SequenceSet }
  /** A system flag (`\Seen`) or keyword; `present` is false for UNSEEN, UNKEYWORD and the like. */
  | { readonly kind: 'flag'; readonly flag: string; readonly present: boolean }
  /** RECENT; `present` is false for OLD. */
  | { readonly kind: 'recent'; readonly present: boolean }
  /** HEADER, BCC, CC, FROM, SUBJECT, TO: a field of this name, in lower case, has the text in it. */
  | { readonly kind: 'header'; readonly field: string; readonly text: string }
  | { readonly kind: 'body' | 'text'; readonly text: string }
  | { readonly kind: 'larger' | 'smaller'; readonly octets: number }
  | {
      readonly kind: 'date'
      /** INTERNALDATE; the Date field; RFC 8514: the day on which it was saved in the mailbox. */
      readonly of: 'internal' | 'sent' | 'saved'
      readonly relation: 'before' | 'on' | 'since'
      /** Its midnight in UTC, in milliseconds since the epoch. */
      readonly day: number
    }
  /** RFC 5032: at least, at most so many seconds old. */
  | { readonly kind: 'older' | 'younger'; readonly seconds: number }
  /** RFC 7162 §3.1.5: at least so high. */
  | { readonly kind: 'modseq'; readonly modseq: number }
  /** RFC 8474 §6 */
  | { readonly kind: 'email-id' | 'thread-id'; readonly id: string }
  /** RFC 8514: whether the mailbox keeps these days at all. */
  | { readonly kind: 'save-date-supported' }
