import type { SmtpReply } from '../../message/smtp-reply.ts'

/**
 * The simulated outside: who may submit, which domains there are, where their mail goes, and how the hosts behave that
 * take it. Times are durations in milliseconds or instants in milliseconds since the epoch; names are in lower case,
 * without a dot at the end.
 */
export interface World {
  readonly submission: SubmissionRules
  readonly retry: RetryRules
  readonly domains: ReadonlyMap<string, Domain>
  readonly hosts: ReadonlyMap<string, Host>
  /** Further records of the zone, besides those that domains and hosts stand for. */
  readonly records: readonly ZoneRecord[]
}

/** Who may hand in mail. */
export interface SubmissionRules {
  /** Networks that may submit without a login, such as `127.0.0.0/8`; null: every one. */
  readonly networks: readonly string[] | null
  /** Whether strangers, of no such network and not logged in, are refused with 550 5.7.1 for recipients elsewhere. */
  readonly denyRelay: boolean
  /** Networks whose XCLIENT is believed. */
  readonly xclient: readonly string[]
  /** Passwords by the names of users, besides those of `--user`. */
  readonly users: ReadonlyMap<string, string>
}

/** When a server tries again what it could not hand on (RFC 5321 §4.5.4.1). */
export interface RetryRules {
  /** The waits between tries; the last one again and again. */
  readonly delays: readonly number[]
  /** The age at which a delivery is given up. */
  readonly giveUpAfter: number
  /** The age at which the sender is warned, once; null: never. */
  readonly warnAfter: number | null
  /** Connections to one host at a time. */
  readonly connections: number
}

/** Where the refusal of a recipient shows: to the client at RCPT, or after DATA, or in a bounce of its own. */
export type RefusalStage = 'rcpt' | 'data' | 'bounce'

export interface Domain {
  readonly name: string
  /** Whether its mailboxes are ours, reached without a relay. */
  readonly local: boolean
  readonly refuse: RefusalStage
  /** Known accounts by local part, in lower case; null: every local part is one. */
  readonly accounts: ReadonlyMap<string, AccountRules> | null
  /** What holds for accounts that are not named in `accounts`, or of which `accounts` says nothing. */
  readonly account: AccountRules
  /** The local part whose account takes what no other does; null: that is unknown. */
  readonly catchAll: string | null
  /** Addresses by local part: mail goes to all of them instead. */
  readonly aliases: ReadonlyMap<string, readonly string[]>
  /** Whether `anna+x` is `anna`. */
  readonly plus: boolean
  /** MX records; 'null' for the null MX (RFC 7505); null when there are none, and A and AAAA count. */
  readonly mx: readonly MxRecord[] | 'null' | null
  /** A and AAAA records of the name itself. */
  readonly addresses: readonly string[]
  /** What the DNS says of it. */
  readonly dns: 'found' | 'nxdomain' | 'servfail' | 'timeout'
}

export interface AccountRules {
  /** Null: the quota that any account has. */
  readonly quota: { readonly octets: number | null; readonly messages: number | null } | null
  /** Whether a full mailbox is answered 552 5.2.2, and not 452 4.2.2. */
  readonly fullForGood: boolean
  /** Addresses to which its mail is sent on. */
  readonly forward: readonly string[]
  /** Whether mail that is sent on is kept too. */
  readonly keep: boolean
  /** What answers mail (RFC 3834); null: nothing does. */
  readonly vacation: Vacation | null
  /** What all its mail is refused with; null: it is not. */
  readonly refusal: SmtpReply | null
  /** Whether it complains about all its mail as spam (RFC 5965). */
  readonly complains: boolean
}

export interface Vacation {
  readonly subject: string | null
  readonly text: string
  /** How long one sender gets no second answer; 0: each mail is answered. */
  readonly every: number
  /** Whether mail that names the account in no header field is answered, too. */
  readonly unaddressed: boolean
  readonly from: number | null
  readonly until: number | null
}

export interface MxRecord {
  readonly preference: number
  readonly host: string
}

/** A server of the outside. It answers as SMTP would; there is no listener behind it. */
export interface Host {
  readonly name: string
  readonly addresses: readonly string[]
  readonly outages: readonly Outage[]
  /** How long a conversation takes, by the sandbox's clock. */
  readonly delay: number
  /** How long an unknown client, sender and recipient are put off with 451 4.7.1; null: they are not. */
  readonly greylist: number | null
  /** The first that matches answers. */
  readonly rules: readonly HostRule[]
  /** Messages it takes a minute from one client; more are put off with 450 4.7.1; null: any number. */
  readonly perMinute: number | null
  /** Size of the largest message it takes, in bytes (RFC 1870); null: any. */
  readonly size: number | null
  readonly tls: 'offered' | 'required' | 'broken' | 'none'
  /** The stage at which it closes the connection without a word; null: it does not. */
  readonly closes: HostStage | null
  /** Whether it knows what senders may ask of notices (RFC 3461). */
  readonly dsn: boolean
  /** Where it passes mail on to; null: it delivers to its mailboxes. */
  readonly relay: Relay | null
}

export type HostStage = 'connect' | 'ehlo' | 'starttls' | 'mail' | 'rcpt' | 'data' | 'after-data'

/** A time at which a host is not reached. */
export interface Outage {
  readonly how: 'refused' | 'timeout'
  readonly from: number | null
  readonly until: number | null
}

/** What a host answers at a stage; whatever is given must match. */
export interface HostRule {
  readonly at: HostStage
  /** Patterns of envelope addresses, as faults have them (`*` for any text, `@x.test` for a domain, `<>`). */
  readonly sender: string | null
  readonly recipient: string | null
  /** Bytes of a message that are exceeded. */
  readonly larger: number | null
  readonly from: number | null
  readonly until: number | null
  readonly reply: SmtpReply
}

export interface Relay {
  /** The name of the next host; 'mx': where the recipient's domain says. */
  readonly to: string
  /** Networks and host names from which it takes mail; null: from all. Others get 550 5.7.1. */
  readonly networks: readonly string[] | null
}

export type ZoneRecord =
  | { readonly name: string; readonly type: 'A' | 'AAAA' | 'TXT' | 'PTR' | 'CNAME'; readonly value: string }
  | {
      readonly name: string
      readonly type: 'MX'
      readonly preference: number
      readonly value: string
    }
