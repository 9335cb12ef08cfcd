import type { FaultAct, Journey } from '../../server/http/contract.ts'
import { formatDuration } from '../app/format-duration.ts'
import { formatDay, formatOtherDay, formatTimeOfDay } from '../app/format-time.ts'
import { formatRoute, routeOf } from '../app/route.ts'
import { journeyWords } from '../app/words/journey-words.ts'
import { stageName } from '../app/words/stage-name.ts'
import { formatCount, locale, words } from '../app/words/words.ts'
import { ALL_MAIL, CATCH_ALL } from '../state/mailbox.ts'
import type { StepItem, StepLink } from '../ui/step-item.ts'

type Step = Journey['steps'][number]
type StepOf<Type extends Step['type']> = Extract<Step, { type: Type }>

/** What is said of a step, whenever it was. */
export type StepContent = Pick<StepItem, 'icon' | 'tone' | 'text' | 'link' | 'said' | 'facts'>

/** What a kind of step says of itself, where it is other than `PLAIN`. */
type Said = Partial<StepContent> & Pick<StepContent, 'text'>

const PLAIN: Omit<StepContent, 'text'> = { icon: null, tone: 'neutral', link: null, said: '', facts: [] }

const SAY: { readonly [Type in Step['type']]: (step: StepOf<Type>, id: string) => Said } = {
  submitted: ({ session }) => ({
    icon: 'send',
    text: journeyWords().submitted[session.protocol] ?? session.protocol,
    facts: sessionFacts(session),
  }),
  checked: ({ ground }) => ({ text: journeyWords().checked, facts: [journeyWords().grounds[ground]] }),
  routed: ({ to, simulated }) => ({
    text: journeyWords().routed[to],
    facts: simulated ? [journeyWords().simulated] : [],
  }),
  faulted: ({ fault, stage, act }) => ({
    icon: 'warning',
    tone: 'warning',
    text: journeyWords().fault(fault),
    facts: [stageName(stage), ...actNames(act)],
  }),
  queued: () => ({ text: journeyWords().queued }),
  redirected: ({ to }) => ({ icon: 'pass', text: journeyWords().redirected(to.join(', ')) }),
  'looked-up': ({ domain, answer }) => ({ text: journeyWords().lookedUp(domain), said: answer }),
  attempted: sayAttempted,
  deferred: sayDeferred,
  warned: ({ report }) => ({
    icon: 'unread',
    tone: 'warning',
    text: report === null ? journeyWords().notWarned : journeyWords().warned,
    link: report === null ? null : messageLink(report, journeyWords().showWarning),
  }),
  held: () => ({ text: journeyWords().held, tone: 'warning' }),
  released: () => ({ text: journeyWords().released }),
  bounced: ({ status, reason, bounce }) => ({
    icon: 'bounce',
    tone: 'danger',
    text: journeyWords().bounced,
    link: bounce === null ? null : messageLink(bounce, journeyWords().showBounce),
    facts: bounce === null ? [status, journeyWords().noBounce] : [status],
    said: reason,
  }),
  dropped: () => ({ icon: 'trash', text: journeyWords().dropped }),
  delivered: (step, id) => ({
    icon: 'check',
    tone: 'success',
    text: journeyWords().delivered,
    ...placeOf(step, id),
  }),
  placed: (step, id) => ({ icon: 'folder', text: journeyWords().placed, ...placeOf(step, id) }),
  read: ({ protocol, user, address, times }) => ({
    icon: 'eye',
    text: journeyWords().read[protocol] ?? protocol,
    facts: [
      ...(user === null ? [] : [journeyWords().as(user)]),
      journeyWords().from(address),
      ...(times > 1 ? [journeyWords().times(formatCount(times))] : []),
    ],
  }),
  expunged: step => ({ icon: 'trash', text: journeyWords().expunged, ...placeOf(step, null) }),
}

/** A step in words. @param id the message */
export function stepContent(step: Step, id: string): StepContent {
  const say = SAY[step.type] as ((step: Step, id: string) => Said) | undefined
  // A server that is newer than this page may tell of others.
  return { ...PLAIN, ...(say?.(step, id) ?? { text: step.type }) }
}

function sessionFacts({ protocol, ehlo, address, tls, auth }: StepOf<'submitted'>['session']): string[] {
  const w = journeyWords()
  const facts: string[] = []
  if (address !== null) facts.push(w.from(address))
  if (ehlo !== null) facts.push(words().ehlo(ehlo))
  if (auth !== null) facts.push(w.login(auth.user, auth.method))
  else if (protocol === 'smtp') facts.push(w.noLogin)
  if (tls !== null) facts.push(tls.protocol)
  else if (protocol === 'smtp') facts.push(w.noTls)
  return facts
}

function sayAttempted({ host, address, stage, reply, reason }: StepOf<'attempted'>): Said {
  const kind = reply === null ? 4 : Math.floor(reply.code / 100)
  return {
    tone: kind === 2 ? 'success' : kind === 4 ? 'warning' : 'danger',
    text: journeyWords().attempted(host),
    facts: [...(address === null ? [] : [address]), stageName(stage)],
    said: reply === null ? reason : [reply.code, reply.enhanced, reply.text].filter(Boolean).join(' '),
  }
}

function sayDeferred({ at, nextTry, reason }: StepOf<'deferred'>): Said {
  const w = journeyWords()
  const [now, next] = [Date.parse(at), Date.parse(nextTry)]
  const isSameDay = formatDay(next, locale()) === formatDay(now, locale())
  const when = (isSameDay ? formatTimeOfDay : formatOtherDay)(next, locale())
  const text = next > now ? w.deferred(when, formatDuration((next - now) / 1000, locale())) : w.deferredNow
  return { icon: 'clock', tone: 'warning', text, said: reason }
}

/** The folder, linked to the message in it or, when that is gone from it, to the folder. */
function placeOf(
  { account, folder, uid }: Pick<StepOf<'placed'>, 'account' | 'folder' | 'uid'>,
  id: string | null,
): Pick<StepContent, 'link' | 'facts'> {
  const isAllMail = account === CATCH_ALL && folder === 'INBOX'
  const mailbox = isAllMail ? ALL_MAIL : ({ kind: 'folder', address: account, folder } as const)
  const label = isAllMail ? words().allMail : `${account} ${folder}`
  return { link: { href: formatRoute({ ...routeOf(mailbox), id }), label }, facts: [`UID\u00a0${uid}`] }
}

function messageLink(id: string, label: string): StepLink {
  return { href: formatRoute({ ...routeOf(ALL_MAIL), id }), label }
}

function actNames({ delay, reply, throttle, ...deeds }: FaultAct): string[] {
  const { acts } = journeyWords()
  const names: string[] = []
  if (delay !== undefined) names.push(acts.delay(delay))
  if (reply !== undefined) {
    const { status, code, enhanced, text } = reply
    names.push(acts.reply([status, code, enhanced, text].filter(Boolean).join(' ')))
  }
  if (throttle !== undefined) names.push(acts.throttle(formatCount(throttle)))
  for (const deed of Object.keys(deeds) as (keyof typeof deeds)[]) names.push(acts[deed])
  return names
}
