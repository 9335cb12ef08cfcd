import { PLAIN_ACCOUNT } from '../empty-world.ts'
import { mailAddress } from './names.ts'
import { parsePeriod } from './parse-period.ts'
import { parseReply } from './parse-reply.ts'
import type { Place } from './place.ts'
import type { AccountRules, Vacation } from '../world.ts'

/** RFC 5230 §4.1: the usual time until one sender is answered again. */
const WEEK = 7 * 24 * 60 * 60 * 1000

/**
 * Reads what is said of an account.
 *
 * @param domain where it is: forwards that are bare names are accounts there
 * @param base what holds where it says nothing
 */
export function parseAccount(place: Place, domain: string, base: AccountRules = PLAIN_ACCOUNT): AccountRules {
  const { quota, quotaMessages, full, forward, keep, vacation, refusal, complains } = place.members(
    'quota',
    'quotaMessages',
    'full',
    'forward',
    'keep',
    'vacation',
    'refusal',
    'complains',
  )
  const to = forward?.oneOrMore('[eva@partner.test]').map(item => mailAddress(item, domain)) ?? base.forward
  return {
    quota: parseQuota(quota, quotaMessages, base.quota),
    fullForGood: full === undefined ? base.fullForGood : full.oneOf('temporary', 'permanent') === 'permanent',
    forward: to,
    keep: keep?.flag() ?? (forward === undefined ? base.keep : to.length === 0),
    vacation: vacation === undefined ? base.vacation : parseVacation(vacation),
    refusal: refusal === undefined ? base.refusal : parseReply(refusal),
    complains: complains?.flag() ?? base.complains,
  }
}

function parseQuota(
  octets: Place | undefined,
  messages: Place | undefined,
  base: AccountRules['quota'],
): AccountRules['quota'] {
  if (octets === undefined && messages === undefined) return base
  return {
    octets: octets?.size() ?? base?.octets ?? null,
    messages: messages?.wholeNumber(0) ?? base?.messages ?? null,
  }
}

/** RFC 3834 §2: it answers what is addressed to it alone, and a sender once in a while. */
const ALWAYS = { subject: null, every: WEEK, unaddressed: false, from: null, until: null } as const

function parseVacation(place: Place): Vacation {
  if (place.isText) return { ...ALWAYS, text: place.text() }
  const { subject, text, every, from, until } = place.members('subject', 'text', 'every', 'from', 'until')
  if (text === undefined) place.fail('must be a text, or an object that has one')
  return {
    ...ALWAYS,
    subject: subject?.text() ?? null,
    text: text.text(),
    every: every?.duration() ?? WEEK,
    ...parsePeriod(from, until),
  }
}
