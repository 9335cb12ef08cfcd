import type { AccountRules, Domain } from './world.ts'

/** What becomes of the mail for an address. */
export type Fate =
  /** Not simulated: the mailbox of that very address, at once. */
  | { readonly kind: 'plain' }
  /** Handed to the hosts of `domain`. */
  | {
      readonly kind: 'elsewhere'
      readonly domain: Domain
      /** What the last host finds; null: no such account there. */
      readonly account: AccountRules | null
      /** The address of the account that it finds, canonical; that of the recipient when there is none. */
      readonly mailbox: string
    }
  | {
      readonly kind: 'local'
      readonly domain: Domain
      readonly account: AccountRules
      /** The address of the account, canonical: without what a plus adds, or the catch-all. */
      readonly mailbox: string
    }
  /** An alias: mail goes to all of these addresses instead. */
  | { readonly kind: 'redirected'; readonly domain: Domain; readonly to: readonly string[] }
  /** Local, and no such account. */
  | { readonly kind: 'unknown'; readonly domain: Domain }
