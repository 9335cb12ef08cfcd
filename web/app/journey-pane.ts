import { html, nothing } from 'lit'
import type { Message } from '../../server/http/contract.ts'
import type { MessageModel } from '../state/message-model.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import { renderResource } from '../views/resource-view.ts'
import type { Journeys } from './journeys.ts'

/** Under which name the code of journeys and reports is asked for. */
export const JOURNEYS = 'journeys'

/** The tab with the way of a message. This and what follows shows what is loaded when it is first asked for. */
export function renderJourney(journeys: ResourceModel<Journeys>, message: Message) {
  return renderResource(
    journeys,
    JOURNEYS,
    ({ journey }) => html`<journey-view .message=${message} .journey=${journey}></journey-view>`,
  )
}

/** The form of a report on the open message. */
export function renderReport(journeys: ResourceModel<Journeys>, open: MessageModel) {
  return renderResource(
    journeys,
    JOURNEYS,
    ({ report }) => html`<report-view .message=${open} .report=${report}></report-view>`,
  )
}

/** The addresses that misbehave; nothing, as long as they are not known. */
export function renderReadyMade({ value: { value } }: ResourceModel<Journeys>) {
  return value === null ? nothing : html`<ready-made-view .readyMade=${value.readyMade}></ready-made-view>`
}
