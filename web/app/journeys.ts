import type { Event, Journey, ReadyMadeAddress } from '../../server/http/contract.ts'
import { JourneyModel } from '../state/journey-model.ts'
import { ReportModel, type MakeReport } from '../state/report-model.ts'
import { ResourceModel } from '../state/resource-model.ts'
import '../views/journey-view.ts'
import '../views/ready-made-view.ts'
import '../views/report-view.ts'

/** The ways of messages through the simulated outside, and with this module all that shows them. */
export interface Journeys {
  readonly journey: JourneyModel
  readonly report: ReportModel
  readonly readyMade: ResourceModel<readonly ReadyMadeAddress[]>
  /** Takes in what the feed tells. */
  apply(events: readonly Event[]): void
}

export interface JourneysOptions {
  readonly journey: (id: string) => Promise<Journey>
  readonly report: MakeReport
  readonly readyMade: () => Promise<readonly ReadyMadeAddress[]>
}

export function createJourneys(options: JourneysOptions): Journeys {
  const journey = new JourneyModel(options.journey)
  const readyMade = new ResourceModel(options.readyMade)
  return {
    journey,
    report: new ReportModel(options.report),
    readyMade,
    apply(events) {
      journey.apply(events)
      if (events.some(({ type }) => type === 'world.changed')) void readyMade.refresh()
    },
  }
}
