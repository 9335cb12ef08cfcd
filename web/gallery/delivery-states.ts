import { html } from 'lit'
import '../ui/step-list.ts'
import type { StepItem } from '../ui/step-item.ts'
import { LONG, type ElementStates } from './element-states.ts'

const STEP: StepItem = {
  day: '',
  time: '',
  exactTime: 'Sat 21 Nov 2026, 20:46:30.123 UTC',
  offset: '',
  icon: null,
  tone: 'neutral',
  text: 'Queued',
  link: null,
  said: '',
  facts: [],
}

const STEPS: readonly StepItem[] = [
  { day: 'Saturday, 21 November 2026', time: '20:46:30', icon: 'send' as const, text: 'Submitted by SMTP' },
  { facts: ['for eva@partner.test', 'by facteur.test'] },
  {
    tone: 'warning' as const,
    text: 'Called mx1.partner.test',
    said: '451 4.7.1 Come back later',
    facts: ['192.0.2.1', 'at RCPT'],
  },
  { icon: 'clock' as const, tone: 'warning' as const, text: 'Waits for the next try' },
  {
    day: 'Sunday, 22 November 2026',
    time: '00:46:30',
    offset: '+4 hr',
    icon: 'check' as const,
    tone: 'success' as const,
    text: 'Delivered into',
    link: { href: '#account', label: 'eva@partner.test INBOX' },
  },
  {
    offset: '+4 hr 12 min',
    icon: 'bounce' as const,
    tone: 'danger' as const,
    text: 'Bounced',
    said: LONG.repeat(2),
  },
].map(change => ({ ...STEP, ...change }))

/** What the way of mail through the simulated outside is shown with. */
export const DELIVERY_STATES: readonly ElementStates[] = [
  {
    element: 'step-list',
    states: [
      ['of all kinds', html`<step-list label="What happened" .items=${STEPS}></step-list>`],
      [
        'with too little room',
        html`<div class="narrow"><step-list label="What happened next" .items=${STEPS}></step-list></div>`,
      ],
      ['of one', html`<step-list label="What happened first" .items=${STEPS.slice(0, 1)}></step-list>`],
    ],
  },
]
