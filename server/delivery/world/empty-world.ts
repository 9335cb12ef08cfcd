import type { AccountRules, World } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** An account of which nothing is said. */
export const PLAIN_ACCOUNT: AccountRules = {
  quota: null,
  fullForGood: false,
  forward: [],
  keep: true,
  vacation: null,
  refusal: null,
  complains: false,
}

/** The world of a document that says nothing. */
export const EMPTY_WORLD: World = {
  submission: { networks: null, denyRelay: false, xclient: [], users: new Map() },
  retry: {
    // RFC 5321 §4.5.4.1: two tries in the first hour, then one every two or three hours; given up after 4-5 days.
    delays: [30 * MINUTE, 30 * MINUTE, 2 * HOUR, 3 * HOUR],
    giveUpAfter: 5 * 24 * HOUR,
    warnAfter: 4 * HOUR,
    connections: 20,
  },
  domains: new Map(),
  hosts: new Map(),
  records: [],
}
