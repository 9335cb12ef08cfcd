import type { Client, Event } from '../../server/client/client.ts'
import { ClockControl } from '../state/clock-control.ts'
import type { ClockModel } from '../state/clock-model.ts'
import { FaultsModel } from '../state/faults-model.ts'
import type { FeedModel } from '../state/feed-model.ts'
import type { NoticeModel } from '../state/notice-model.ts'
import { QueueModel } from '../state/queue-model.ts'
import { SettledModel } from '../state/settled-model.ts'
import { StepsModel } from '../state/steps-model.ts'
import { messageOf } from '../state/message-of.ts'
import { WorldModel } from '../state/world-model.ts'
import '../views/delivery-view.ts'
import { deliveryWords } from './words/delivery-words.ts'

/** The simulated outside as this page has it, and with this module all that shows it. */
export interface Outside {
  readonly clock: ClockModel
  readonly clockControl: ClockControl
  readonly queue: QueueModel
  readonly settled: SettledModel
  readonly steps: StepsModel
  readonly faults: FaultsModel
  readonly world: WorldModel
  /** Takes in what the feed tells. */
  apply(events: readonly Event[]): void
  /** It is looked at from now on: all is read, and then whatever changes. */
  enter(): void
  leave(): void
  /** Sends a message to a host that is down. */
  sendDown(): void
}

export interface OutsideOptions {
  readonly client: Pick<Client, 'clock' | 'queue' | 'faults' | 'world' | 'messages'>
  readonly clock: ClockModel
  readonly feed: FeedModel
  readonly notice: NoticeModel
}

export function createOutside({ client, clock, feed, notice }: OutsideOptions): Outside {
  const failed = (error: unknown) => notice.warn(deliveryWords().failed(messageOf(error)))
  const settled = new SettledModel()
  const live = {
    queue: new QueueModel({ queue: client.queue, failed }),
    steps: new StepsModel(id => client.queue.get(id)),
    faults: new FaultsModel({ faults: client.faults, failed }),
    world: new WorldModel({ world: client.world }),
  }
  const models = Object.values(live)
  let isEntered = false
  const load = () => {
    for (const model of models) model.load()
  }
  feed.subscribe(status => {
    if (status === 'live' && isEntered) load()
  })
  return {
    ...live,
    clock,
    clockControl: new ClockControl({ client: client.clock, clock, failed }),
    settled,
    apply(events) {
      const isOther = events.some(({ type }) => type === 'reset')
      if (isOther) {
        // What was missed is not told, and numbers may begin anew.
        settled.clear()
        live.steps.foldAll()
      }
      settled.apply(events)
      if (!isEntered) return
      if (isOther) load()
      else for (const model of models) model.apply(events)
    },
    enter() {
      isEntered = true
      load()
    },
    leave() {
      isEntered = false
    },
    sendDown() {
      const { downSubject, downText } = deliveryWords()
      client.messages
        .inject({
          from: 'Facteur <facteur@example.test>',
          to: 'anna@down.test',
          subject: downSubject,
          text: downText,
        })
        .catch(failed)
    },
  }
}
