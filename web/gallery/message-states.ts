import { html } from 'lit'
import '../ui/action-link.ts'
import '../ui/address-chip.ts'
import '../ui/code-view.ts'
import '../ui/conversation-strip.ts'
import '../ui/mail-address.ts'
import '../ui/message-row.ts'
import '../ui/note-badge.ts'
import '../ui/one-time-codes.ts'
import '../ui/transcript-lines.ts'
import '../ui/virtual-list.ts'
import type { CodeLine } from '../ui/code-line.ts'
import type { ConversationItem } from '../ui/conversation-strip.ts'
import type { MessageRowContent } from '../ui/message-row.ts'
import { LONG, type ElementStates } from './element-states.ts'

const ROW: MessageRowContent = {
  sender: 'Anna Meyer',
  recipient: 'bob@x.test',
  moreRecipients: 0,
  subject: 'Welcome to the shop',
  preview: 'Hello Bob, this is to say that your account is ready.',
  time: '12:04',
  exactTime: '21 Nov 2026, 12:04:30.123 UTC',
  seen: true,
  flagged: false,
  attachments: 0,
  tags: [],
  badges: [],
}

const row = (
  change: Partial<MessageRowContent>,
  look: { open?: boolean; selected?: boolean; compact?: boolean } = {},
) =>
  html`<message-row
    .content=${{ ...ROW, ...change }}
    ?open=${look.open === true}
    ?selected=${look.selected === true}
    ?selecting=${look.selected === true}
    ?compact=${look.compact === true}
  ></message-row>`

const EVERYTHING: Partial<MessageRowContent> = {
  sender: 'noreply.of.a.very.long.name@mailer.customers.example.test',
  recipient: 'carol.with.a.long.name@customers.example.test',
  moreRecipients: 12,
  subject: LONG,
  seen: false,
  flagged: true,
  attachments: 3,
  tags: [{ name: 'a-long-tag-of-a-pipeline', text: 'a-long-tag-of-a-pipeline' }],
  badges: [{ text: 'No text part', tone: 'warning' }],
}

const CONVERSATION: readonly ConversationItem[] = [
  ['Anna Meyer', '12:04', true],
  ['bob.of.a.long.name@customers.example.test', '12:09', false],
  ['אנה', '12:30', false],
].map(([sender, time, seen], index) => ({
  id: String(index),
  href: `#${index}`,
  sender: String(sender),
  time: String(time),
  hint: `${String(sender)}, ${String(time)}`,
  seen: seen === true,
}))

const CODE: readonly CodeLine[] = [
  [
    { kind: 'name', text: 'Subject' },
    { kind: 'mark', text: ': ' },
    { kind: 'value', text: 'Welcome' },
  ],
  [],
  [
    { kind: 'text', text: 'See ' },
    { kind: 'link', text: 'https://example.test/' },
  ],
  [{ kind: 'faint', text: '--=_boundary' }],
]

const ROWS = Array.from({ length: 500 }, (_, index) => ({ key: String(index) }))

/** Rows of mail, and what the reader shows of a message. */
export const MESSAGE_STATES: readonly ElementStates[] = [
  {
    element: 'message-row',
    states: [
      ['read', row({})],
      ['unread', row({ seen: false })],
      ['open', row({}, { open: true })],
      ['selected', row({ seen: false }, { selected: true })],
      ['flagged, with all there is', row(EVERYTHING)],
      ['without subject', row({ subject: '', preview: '' })],
      ['right to left', row({ sender: 'אנה', subject: 'ברוכים הבאים', preview: 'שלום' })],
      ['compact', row({ seen: false, flagged: true, attachments: 1 }, { compact: true })],
    ],
  },
  {
    element: 'virtual-list',
    states: [
      [
        'of 500, partly loaded',
        html`<virtual-list
          class="tall"
          label="Messages"
          .items=${ROWS}
          .total=${ROWS.length}
          .current=${1}
          .renderItem=${(index: number) =>
            html`<message-row
              id="option-${index}"
              role="option"
              aria-selected=${index === 1}
              ?open=${index === 1}
              .content=${{ ...ROW, subject: `Mail ${index}` }}
            ></message-row>`}
        ></virtual-list>`,
      ],
    ],
  },
  {
    element: 'mail-address',
    states: [
      ['whole', html`<mail-address address="bob@x.test"></mail-address>`],
      [
        'with too little room',
        html`<div class="narrow">
          <mail-address address="carol.with.a.long.name@example.test"></mail-address>
        </div>`,
      ],
      [
        'with a domain that is too long',
        html`<div class="narrow">
          <mail-address address="carol@customers.of.a.long.domain.test"></mail-address>
        </div>`,
      ],
    ],
  },
  {
    element: 'address-chip',
    states: [
      ['with a name', html`<address-chip .name=${'Anna'} address="anna@app.test"></address-chip>`],
      ['without', html`<address-chip address="anna@app.test"></address-chip>`],
    ],
  },
  {
    element: 'note-badge',
    states: [
      ['neutral', html`<note-badge>Bcc</note-badge>`],
      ['warning', html`<note-badge tone="warning">No text part</note-badge>`],
      ['danger', html`<note-badge tone="danger">Malformed</note-badge>`],
    ],
  },
  {
    element: 'one-time-codes',
    states: [
      [
        'one, with what it is for',
        html`<one-time-codes
          shortcut="Shift C"
          .codes=${[{ value: '482910', context: 'Your code is 482910. It is good for ten minutes.' }]}
        ></one-time-codes>`,
      ],
      [
        'several',
        html`<one-time-codes
          .codes=${['48291077', 'G3H1Y2', '1234'].map(value => ({ value, context: `${LONG} ${value}` }))}
        ></one-time-codes>`,
      ],
      [
        'with too little room',
        html`<div class="narrow">
          <one-time-codes .codes=${[{ value: '1234567890', context: LONG }]}></one-time-codes>
        </div>`,
      ],
    ],
  },
  {
    element: 'action-link',
    states: [
      ['plain', html`<action-link text="Confirm" host="app.test" href="https://app.test/1"></action-link>`],
      [
        'whose words name another host',
        html`<action-link
          text="https://bank.test"
          host="evil.test"
          href="https://evil.test/2"
          deceptive
        ></action-link>`,
      ],
      [
        'long',
        html`<action-link
          text=${LONG}
          host="a-very-long-name-of-a-machine.customers.of.a.long.domain.example.test:8443"
          href="https://example.test/3"
        ></action-link>`,
      ],
      [
        'with too little room',
        html`<div class="narrow">
          <action-link text=${LONG} host="customers.of.a.long.domain.test" href="https://example.test/4">
          </action-link>
        </div>`,
      ],
      ['right to left', html`<action-link text="אישור" host="x.test" href="https://x.test/5"></action-link>`],
    ],
  },
  {
    element: 'conversation-strip',
    states: [
      [
        'with room',
        html`<conversation-strip
          label="3 in this conversation"
          current="1"
          .items=${CONVERSATION}
        ></conversation-strip>`,
      ],
      [
        'with too little room',
        html`<div class="strip">
          <conversation-strip label="3 in one more" current="2" .items=${CONVERSATION}></conversation-strip>
        </div>`,
      ],
    ],
  },
  {
    element: 'transcript-lines',
    states: [
      [
        'all sides',
        html`<transcript-lines
          .lines=${[
            { at: 0, side: 'server', text: '220 localhost ESMTP Facteur' },
            { at: 1, side: 'client', text: 'EHLO app.test' },
            { at: 2, side: 'note', text: 'The client went away.' },
          ]}
        ></transcript-lines>`,
      ],
    ],
  },
  {
    element: 'code-view',
    states: [['of every kind', html`<code-view tabindex="0" .lines=${CODE}></code-view>`]],
  },
]
