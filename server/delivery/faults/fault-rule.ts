import type { FaultStage } from './fault-stages.ts'

/** When a fault fires: all that is named here is true. */
export interface FaultMatch {
  readonly stage: FaultStage
  /** The envelope sender: an address, `@x.test` for a domain, `<>` for the null reverse-path; `*` stands for any text. */
  readonly sender?: string
  /** A recipient in the same forms: at `rcpt` the one that is asked for, later any. */
  readonly recipient?: string
  /** The name of the login; at `auth`, and at the commands by which one logs in, the one that was given. */
  readonly user?: string
  /** The client's IP address: one, a network such as `10.0.0.0/8`, or one in which `*` stands for any text. */
  readonly client?: string
  /** A query; where no message is known yet it may ask for what the envelope says. */
  readonly query?: string
  /** Of the attempts with the same recipient (or what else a stage is about), the first so many, or one alone. */
  readonly attempt?: { readonly first: number } | { readonly nth: number }
  /** How many of all attempts it befalls, from 0 to 1. */
  readonly probability?: number
  /** What the choice by `probability` follows from: the same seed gives the same outcome. */
  readonly seed?: number
}

/** What is said in place of an answer. */
export interface ReplyText {
  /**
   * Of SMTP the reply code, of HTTP the status; of POP3 and IMAP the response code without its brackets, such as
   * `SYS/TEMP` or `UNAVAILABLE`.
   */
  readonly code?: number | string
  /** Of SMTP: the enhanced status code. */
  readonly enhanced?: string
  /** Of IMAP: which response it is; BYE ends the connection. */
  readonly status?: 'NO' | 'BAD' | 'BYE'
  readonly text?: string
}

/** What a fault does: one thing, which a delay may come before. */
export interface FaultAct {
  /** A duration such as `2s`. */
  readonly delay?: string
  /** Said in place of what would be done. */
  readonly reply?: ReplyText
  /** Bytes a second from then on: those that SMTP takes in, those that POP3 and IMAP send. */
  readonly throttle?: number
  /** Ends the connection without a word. */
  readonly close?: true
  /** Breaks the connection off, by a TCP reset. */
  readonly reset?: true
  /** Says nothing any more, and closes when the idle time is over. */
  readonly silence?: true
  /** Says that the message was captured, and drops it. */
  readonly swallow?: true
  /** Captures the message twice. */
  readonly duplicate?: true
  /** Changes a character in the middle of the body, as it comes in or as POP3 gives it out. */
  readonly corrupt?: true
}
export type FaultActName = keyof FaultAct

/** A fault as it is written: a scripted misbehaviour of one of our listeners. */
export interface FaultRule {
  readonly match: FaultMatch
  readonly act: FaultAct
  /** A query of who set it: it befalls nothing outside, and is listed and deleted by it. */
  readonly scope?: string
  /** How often it fires. */
  readonly uses?: number
  /** For how long it is in force, by the sandbox's clock. */
  readonly for?: string
  /** Until when it is in force, by the sandbox's clock: a date-time. */
  readonly until?: string
}
