import { domainKey } from '../world/domain-name.ts'
import type { WorldIndex } from '../world/world-index.ts'
import type { HopAnswer, NoHops } from './hop-answer.ts'
import { HostDirectory } from './host-directory.ts'
import { HOST_LIMITS } from './host-limits.ts'
import { findMailRoute, type MailRoute } from './mail-route.ts'
import { RecencyMap } from './recency-map.ts'

export type { Hop, HopAnswer } from './hop-answer.ts'

/** What was looked up in one world: a queue asks for the same few domains again and again. */
interface LookUps {
  readonly directory: HostDirectory
  readonly routes: RecencyMap<KnownRoute>
}

interface KnownRoute {
  readonly route: MailRoute | NoHops
  /** The answers by turn; after so many turns they come again. */
  readonly answers: (HopAnswer | undefined)[]
  readonly period: number
}

/** Of routes whose turns come again so late each answer is made anew. */
const LONGEST_PERIOD = 60

const lookUpsOf = new WeakMap<WorldIndex, LookUps>()

/**
 * Where mail for a domain is to be handed on (RFC 5321 §5.1), as the zone of the world says.
 *
 * @param domain a name, or an address literal such as `[192.0.2.1]`
 * @param turn a number that grows with each look-up: exchangers of equal preference are taken in turn
 * @param own the name of the server that asks: when it is an exchanger of the domain itself, only better ones count
 */
export function nextHops(index: WorldIndex, domain: string, turn: number, own?: string): HopAnswer {
  const { route, answers, period } = routeOf(index, domain, own)
  if ('status' in route) return route
  if (period > LONGEST_PERIOD) return answerAt(route, turn)
  return (answers[turn % period] ??= answerAt(route, turn))
}

/** RFC 5321 §5.1: the load is spread across exchangers of equal preference. In turn, not at random: worlds repeat. */
function answerAt({ tiers, text }: MailRoute, turn: number): HopAnswer {
  const hops = tiers.flatMap(tier => tier.flatMap((_, place) => tier[(place + turn) % tier.length] ?? []))
  return { status: 'found', hops: hops.slice(0, HOST_LIMITS.hops), text }
}

function routeOf(index: WorldIndex, domain: string, own: string | undefined): KnownRoute {
  const { directory, routes } = lookUpsIn(index)
  const key = own === undefined ? domain : `${domain} ${own}`
  const known = routes.get(key)
  if (known !== undefined) return known
  const asking = own === undefined ? null : domainKey(own)
  const route = findMailRoute(index, directory, domainKey(domain), asking)
  const found = { route, answers: [], period: 'status' in route ? 1 : periodOf(route) }
  routes.set(key, found)
  return found
}

function lookUpsIn(index: WorldIndex): LookUps {
  let lookUps = lookUpsOf.get(index)
  if (lookUps === undefined) {
    lookUps = { directory: new HostDirectory(index), routes: new RecencyMap(HOST_LIMITS.routes) }
    lookUpsOf.set(index, lookUps)
  }
  return lookUps
}

/** After how many turns all tiers are as they were: the least common multiple of their sizes. */
function periodOf({ tiers }: MailRoute): number {
  return tiers.reduce((period, { length }) => (period * length) / greatestCommonDivisor(period, length), 1)
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other)
}
