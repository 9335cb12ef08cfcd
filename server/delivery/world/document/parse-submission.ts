import { network } from './names.ts'
import { EMPTY_WORLD } from '../empty-world.ts'
import type { Place } from './place.ts'
import type { RetryRules, SubmissionRules } from '../world.ts'

const SECOND = 1000

/** Reads who may hand in mail. */
export function parseSubmission(place: Place): SubmissionRules {
  const { networks, relay, xclient, users } = place.members('networks', 'relay', 'xclient', 'users')
  return {
    networks: networks?.oneOrMore('[127.0.0.0/8]').map(network) ?? null,
    denyRelay: relay?.oneOf('open', 'denied') === 'denied',
    xclient: xclient?.oneOrMore('[127.0.0.1]').map(network) ?? [],
    users: new Map(
      users?.named('accounts', '{name: password}').map(([name, password]) => [name, password.text()]),
    ),
  }
}

/** Reads when servers try again. */
export function parseRetry(place: Place): RetryRules {
  const usual = EMPTY_WORLD.retry
  const { delays, giveUpAfter, warnAfter, connections } = place.members(
    'delays',
    'giveUpAfter',
    'warnAfter',
    'connections',
  )
  const rules = {
    delays: delays?.oneOrMore('[30m, 30m, 2h, 3h]').map(delay => delay.duration(SECOND)) ?? usual.delays,
    giveUpAfter: giveUpAfter?.duration() ?? usual.giveUpAfter,
    warnAfter: warnAfter?.value === 'never' ? null : (warnAfter?.duration() ?? usual.warnAfter),
    connections: connections?.wholeNumber(1) ?? usual.connections,
  }
  checkTries(rules, delays ?? place, place.reading.limits.tries)
  return rules
}

function checkTries({ delays, giveUpAfter }: RetryRules, place: Place, most: number): void {
  const last = delays.at(-1)
  if (last === undefined) place.fail('must be a list such as [30m, 30m, 2h, 3h]')
  const tries = Math.ceil(giveUpAfter / last)
  if (tries <= most) return
  place.fail(`makes ${tries} tries until mail is given up; there may be ${most}: end with a longer delay`)
}
