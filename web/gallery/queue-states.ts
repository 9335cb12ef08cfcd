import { html } from 'lit'
import '../ui/delivery-row.ts'
import type { DeliveryRowAct } from '../ui/delivery-row.ts'
import type { DeliveryRowContent } from '../ui/delivery-row-content.ts'
import '../ui/json-editor.ts'
import { LONG, type ElementStates } from './element-states.ts'

const ROW: DeliveryRowContent = {
  recipient: 'eva@partner.test',
  subject: 'Welcome to the shop',
  state: 'Queued',
  tone: 'neutral',
  when: 'in 30 min',
  exactWhen: 'Next try Sat 21 Nov 2026, 21:16:30.123 UTC',
  reply: '451 4.7.1 Come back later',
  facts: ['facteur.test', '2 attempts'],
}

const ACTS: readonly DeliveryRowAct[] = [
  { name: 'retry', icon: 'retry', label: 'Retry now' },
  { name: 'hold', icon: 'pause', label: 'Hold' },
  { name: 'giveUp', icon: 'ban', label: 'Give up' },
]

const row = (change: Partial<DeliveryRowContent>, look: { picked?: boolean; unfolded?: boolean } = {}) =>
  html`<delivery-row
    .content=${{ ...ROW, ...change }}
    .acts=${ACTS}
    pickLabel="Select"
    ?picked=${look.picked === true}
    ?unfolded=${look.unfolded === true}
    >What is unfolded</delivery-row
  >`

const RULE = '{\n  "match": { "stage": "nowhere" },\n  "act": {}\n}'

/** What the page of the simulated outside is made of. */
export const QUEUE_STATES: readonly ElementStates[] = [
  {
    element: 'delivery-row',
    states: [
      ['waiting', row({})],
      ['held, picked', row({ state: 'Held', tone: 'warning', when: '' }, { picked: true })],
      ['unfolded', row({}, { unfolded: true })],
      [
        'with too little room',
        row({ recipient: 'a.very.long.name@customers.example.test', subject: LONG, reply: LONG.repeat(3) }),
      ],
      [
        'over, alone',
        html`<delivery-row
          .content=${{ ...ROW, state: 'Bounced', tone: 'danger', when: '12:04' }}
        ></delivery-row>`,
      ],
    ],
  },
  {
    element: 'json-editor',
    states: [
      ['filled in', html`<json-editor label="Rule" rows="4" .value=${RULE}></json-editor>`],
      [
        'wrong',
        html`<json-editor
          label="Wrong rule"
          rows="4"
          .value=${RULE}
          .errors=${[
            { path: '/match/stage', message: 'is no stage', line: 2, place: 'Line 2' },
            { path: '', message: 'The server is busy.', line: null, place: '' },
          ]}
        ></json-editor>`,
      ],
    ],
  },
]
