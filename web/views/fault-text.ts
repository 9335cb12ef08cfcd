import type { Fault, FaultAct } from '../../server/http/contract.ts'
import { deliveryWords } from '../app/words/delivery-words.ts'
import { stageName } from '../app/words/stage-name.ts'
import { formatCount } from '../app/words/words.ts'
import { formatMembers } from '../state/yaml-flow.ts'

/** What a fault does and when, in words: "At RCPT: wait 2s, reply 451 4.7.1". */
export function faultText({ match, act }: Pick<Fault, 'match' | 'act'>): string {
  const stage = stageName(match.stage)
  return deliveryWords().faultText(stage.charAt(0).toUpperCase() + stage.slice(1), actTexts(act).join(', '))
}

/** The rule of a fault as YAML on one line, without what the words above it say already. */
export function faultRule({ match, act, scope, uses, for: duration, until }: Fault): string {
  return formatMembers({ match, act, scope, uses, for: duration, until })
}

function actTexts({ delay, reply, throttle, ...switches }: FaultAct): string[] {
  const { faultActs: a } = deliveryWords()
  const texts: string[] = []
  if (delay !== undefined) texts.push(a.delay(delay))
  if (reply !== undefined) texts.push(a.reply(replyText(reply)))
  if (throttle !== undefined) texts.push(a.throttle(formatCount(throttle)))
  for (const name of Object.keys(switches) as (keyof typeof switches)[]) texts.push(a[name])
  return texts
}

function replyText({ status, code, enhanced, text }: NonNullable<FaultAct['reply']>): string {
  const short = [status, code, enhanced].filter(part => part !== undefined).join(' ')
  return short === '' ? (text ?? '') : short
}
