import type { Delivery } from '../../server/http/contract.ts'
import type { StepItem } from '../ui/step-item.ts'
import { journeySteps } from './journey-steps.ts'

/** The steps of one delivery, as the way of its message tells them. */
export function deliverySteps({ id, message, recipient, steps }: Delivery): StepItem[] {
  return journeySteps(
    steps.map(step => ({ ...step, delivery: id, recipient })),
    message,
  )
}
