import { domainName, ipAddress, network } from './names.ts'
import { isNetwork } from '../network-test.ts'
import { parsePeriod } from './parse-period.ts'
import { parseReply } from './parse-reply.ts'
import type { Place } from './place.ts'
import type { Host, HostRule, HostStage, Outage, Relay } from '../world.ts'

const STAGES: readonly HostStage[] = ['connect', 'ehlo', 'starttls', 'mail', 'rcpt', 'data', 'after-data']

/** Reads how a host behaves. */
export function parseHost(name: string, place: Place): Host {
  const fields = place.members(
    'addresses',
    'down',
    'delay',
    'greylist',
    'refuse',
    'perMinute',
    'size',
    'tls',
    'closes',
    'dsn',
    'relay',
  )
  const { rules: mostRules } = place.reading.limits
  const rules = fields.refuse?.oneOrMore('[{at: mail, reply: 550 5.7.1 no}]', mostRules).map(parseRule) ?? []
  const outages = fields.down === undefined ? [] : parseDown(fields.down)
  place.count('rules', rules.length + outages.length)
  return {
    name,
    addresses: fields.addresses?.oneOrMore('[192.0.2.1]').map(ipAddress) ?? HERE,
    outages,
    delay: fields.delay?.duration() ?? 0,
    greylist: fields.greylist?.duration() ?? null,
    rules,
    perMinute: fields.perMinute?.wholeNumber(0) ?? null,
    size: fields.size?.size() ?? null,
    tls: fields.tls?.oneOf('offered', 'required', 'broken', 'none') ?? 'offered',
    closes: fields.closes?.oneOf(...STAGES) ?? null,
    dsn: fields.dsn?.flag() ?? true,
    relay: fields.relay === undefined ? null : parseRelay(fields.relay),
  }
}

/** Of hosts that name no address: mail servers that ask our DNS find this machine. */
const HERE: readonly string[] = ['127.0.0.1']

function parseDown(place: Place): Outage[] {
  if (place.value === true) return [{ how: 'refused', from: null, until: null }]
  if (place.value === false) return []
  const { rules } = place.reading.limits
  return place.oneOrMore('[{how: timeout, from: 1h, until: 5h}]', rules).map(parseOutage)
}

function parseOutage(place: Place): Outage {
  if (typeof place.value !== 'object') {
    return { how: place.oneOf('refused', 'timeout'), from: null, until: null }
  }
  const { how, from, until } = place.members('how', 'from', 'until')
  return { how: how?.oneOf('refused', 'timeout') ?? 'refused', ...parsePeriod(from, until) }
}

function parseRule(place: Place): HostRule {
  const { at, sender, recipient, larger, from, until, reply } = place.members(
    'at',
    'sender',
    'recipient',
    'larger',
    'from',
    'until',
    'reply',
  )
  if (reply === undefined) place.fail('must have a reply such as "550 5.7.1 not here"')
  const stage = at?.oneOf(...STAGES) ?? 'rcpt'
  for (const fact of [sender, larger]) checkKnown(fact, stage, 'mail')
  checkKnown(recipient, stage, 'rcpt')
  return {
    at: stage,
    sender: sender?.text() ?? null,
    recipient: recipient?.text() ?? null,
    larger: larger?.size() ?? null,
    ...parsePeriod(from, until),
    reply: parseReply(reply),
  }
}

/** Refuses a condition on what a host is told only at a later stage than that of the rule. */
function checkKnown(fact: Place | undefined, stage: HostStage, first: HostStage): void {
  const later = STAGES.slice(STAGES.indexOf(first))
  if (!later.includes(stage)) fact?.fail(`is not known at ${stage}; it is at ${later.join(', ')}`)
}

function parseRelay(place: Place): Relay {
  if (typeof place.value !== 'object') return { to: domainName(place), networks: null }
  const { to, networks } = place.members('to', 'networks')
  return {
    to: to === undefined ? 'mx' : domainName(to),
    networks: networks?.oneOrMore('[10.0.0.0/8, relay.app.test]').map(networkOrHost) ?? null,
  }
}

function networkOrHost(place: Place): string {
  const text = typeof place.value === 'string' ? place.value : ''
  return isNetwork(text) || text.includes('/') ? network(place) : domainName(place)
}
