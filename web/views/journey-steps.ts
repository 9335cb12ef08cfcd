import type { Journey } from '../../server/http/contract.ts'
import { formatOffset } from '../app/format-duration.ts'
import { formatDay, formatExactTime, formatTimeOfDay } from '../app/format-time.ts'
import { journeyWords } from '../app/words/journey-words.ts'
import { locale } from '../app/words/words.ts'
import type { StepItem } from '../ui/step-item.ts'
import { stepContent, type StepContent } from './step-content.ts'

type Step = Journey['steps'][number]

/**
 * The steps of the way of a message as they are shown: what is as in the step before, such as the time and the server, is
 * not said again.
 *
 * @param id the message
 */
export function journeySteps(steps: readonly Step[], id: string): StepItem[] {
  const times = steps.map(({ at }) => whenOf(Date.parse(at), Date.parse(steps[0]!.at)))
  const hasDays = new Set(times.map(({ day }) => day)).size > 1
  const recipients = new Set(steps.flatMap(step => recipientOf(step) ?? []))
  const said = new Map<string, string>()
  let server: string | undefined
  return steps.map((step, index) => {
    const when = times[index]!
    const before = times[index - 1]
    const content = withoutEcho(step, stepContent(step, id), said)
    const isOther = serverOf(step) !== undefined && serverOf(step) !== server
    server = serverOf(step) ?? server
    return {
      ...content,
      facts: [
        ...(recipients.size > 1 ? whoseCopy(step) : []),
        ...content.facts,
        ...(isOther ? [journeyWords().by(server!)] : []),
      ],
      day: hasDays && when.day !== before?.day ? when.day : '',
      time: when.time === before?.time && when.day === before.day ? '' : when.time,
      exactTime: when.exactTime,
      offset: when.offset === before?.offset ? '' : when.offset,
    }
  })
}

interface When {
  readonly day: string
  readonly time: string
  readonly exactTime: string
  readonly offset: string
}

function whenOf(at: number, first: number): When {
  return {
    day: formatDay(at, locale()),
    time: formatTimeOfDay(at, locale()),
    exactTime: formatExactTime(at, locale()),
    offset: formatOffset(at - first, locale()),
  }
}

/** For whom the copy is; where it lies says so too. */
function whoseCopy(step: Step): string[] {
  const recipient = recipientOf(step)
  if (recipient === undefined || ('account' in step && step.account === recipient)) return []
  return [journeyWords().for(recipient)]
}

function recipientOf(step: Step): string | undefined {
  return 'recipient' in step ? step.recipient : undefined
}

function serverOf(step: Step): string | undefined {
  return 'by' in step ? step.by : undefined
}

/** What a delivery waits or bounces for is most often what a host said just before: that is told once. */
function withoutEcho(step: Step, content: StepContent, said: Map<string, string>): StepContent {
  const delivery = 'delivery' in step ? step.delivery : undefined
  if (delivery === undefined || !('reason' in step)) return content
  const isEcho = step.type !== 'attempted' && said.get(delivery) === step.reason
  said.set(delivery, step.reason)
  return isEcho ? { ...content, said: '' } : content
}
