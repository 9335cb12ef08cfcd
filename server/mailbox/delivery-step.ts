import type { SmtpReply } from '../message/smtp-reply.ts'

/**
 * What befalls the copy for one recipient on its way, by kind. The feed tells each as `delivery.` and its kind; instants are in
 * milliseconds since the epoch.
 */
export interface DeliverySteps {
  /** A server took charge of it. */
  queued: object
  /** It goes to other addresses instead: an alias, or an account that sends its mail on. */
  redirected: { readonly to: readonly string[] }
  /** The DNS was asked where its domain takes mail; told again only when the answer is another. */
  'looked-up': {
    readonly domain: string
    /** For people: `MX 10 mx1.partner.test, MX 20 mx2.partner.test`. */
    readonly answer: string
    readonly hosts: readonly string[]
  }
  /** A host was called. */
  attempted: {
    readonly host: string
    /** Null where its name resolves to none. */
    readonly address: string | null
    /** How far the conversation came. */
    readonly stage: string
    /** Null when the connection came to nothing. */
    readonly reply: SmtpReply | null
    readonly reason: string
    /** RFC 3463: the reply's own, or what can be said without one. */
    readonly status: string
  }
  deferred: { readonly nextTry: number; readonly reason: string }
  /** The sender was told that it is late. */
  warned: { readonly report: string | null }
  held: object
  released: object
  delivered: { readonly account: string; readonly folder: string; readonly uid: number }
  bounced: {
    readonly reason: string
    /** RFC 3463. */
    readonly status: string
    /** The id of the report to the sender; null when none was due. */
    readonly bounce: string | null
  }
  /** Its message was deleted. */
  dropped: object
}

export type DeliveryStepType = keyof DeliverySteps

/** A step without its time, as it was made by a server. */
export type DeliveryFact = {
  [T in DeliveryStepType]: { readonly type: T; readonly by: string } & DeliverySteps[T]
}[DeliveryStepType]

/** One step, with its time and the name of the server that made it. */
export type DeliveryStep = DeliveryFact & { readonly at: number }

/** What the events of the feed say of each step: all in one shape, as there are hundreds of thousands of them. */
export type DeliveryPayloads = {
  readonly [T in DeliveryStepType as `delivery.${T}`]: {
    /** The message's id. */
    readonly id: string
    /** The delivery's id. */
    readonly delivery: string
    readonly recipient: string
    readonly step: Extract<DeliveryFact, { type: T }>
  }
}
