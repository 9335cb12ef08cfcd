import { checkExtent } from './document/document-extent.ts'
import { EMPTY_WORLD } from './empty-world.ts'
import { domainName } from './document/names.ts'
import { parseDomain } from './document/parse-domain.ts'
import { parseHost } from './document/parse-host.ts'
import { parseRecords } from './document/parse-records.ts'
import { parseRetry, parseSubmission } from './document/parse-submission.ts'
import { Place } from './document/place.ts'
import { uniqueMap } from './document/unique-map.ts'
import { WORLD_LIMITS, type WorldLimits } from './world-limits.ts'
import type { World } from './world.ts'

/**
 * Reads a world as it is written.
 *
 * @param now the instant from which durations count that stand for instants, in milliseconds since the epoch
 * @throws WorldSyntaxError that names the place, and says what fits there
 */
export function parseWorld(document: unknown, now: number, limits: Partial<WorldLimits> = {}): World {
  const reading = { now, limits: { ...WORLD_LIMITS, ...limits }, counts: new Map() }
  checkExtent(document, reading.limits)
  const { submission, retry, domains, hosts, records } = new Place(document, '', reading).members(
    'submission',
    'retry',
    'domains',
    'hosts',
    'records',
  )
  return {
    submission: submission === undefined ? EMPTY_WORLD.submission : parseSubmission(submission),
    retry: retry === undefined ? EMPTY_WORLD.retry : parseRetry(retry),
    domains:
      domains === undefined
        ? EMPTY_WORLD.domains
        : byName(domains.named('domains', '{shop.test: {accounts: [anna]}}'), parseDomain),
    hosts:
      hosts === undefined
        ? EMPTY_WORLD.hosts
        : byName(hosts.named('hosts', '{mx1.partner.test: {down: true}}'), parseHost),
    records: records === undefined ? EMPTY_WORLD.records : parseRecords(records),
  }
}

function byName<Value>(
  entries: readonly (readonly [name: string, place: Place])[],
  parse: (name: string, place: Place) => Value,
): ReadonlyMap<string, Value> {
  return uniqueMap(
    entries.map(([text, place]) => {
      const name = domainName(place, text)
      return [name, place, parse(name, place.orEmpty())]
    }),
  )
}
