import { CONTROL_STATES } from './control-states.ts'
import { DELIVERY_STATES } from './delivery-states.ts'
import type { ElementStates } from './element-states.ts'
import { MESSAGE_STATES } from './message-states.ts'
import { QUEUE_STATES } from './queue-states.ts'
import { SESSION_STATES } from './session-states.ts'

/** All elements with their states. Windows over the page are left out: they would cover it. */
export const ELEMENTS: readonly ElementStates[] = [
  ...MESSAGE_STATES,
  ...CONTROL_STATES,
  ...SESSION_STATES,
  ...DELIVERY_STATES,
  ...QUEUE_STATES,
]
