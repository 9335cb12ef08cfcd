import { html, type TemplateResult } from 'lit'
import '../ui/action-link.ts'
import '../ui/address-chip.ts'
import '../ui/app-icon.ts'
import '../ui/choice-bar.ts'
import '../ui/code-view.ts'
import type { CodeLine } from '../ui/code-line.ts'
import '../ui/conversation-strip.ts'
import type { ConversationItem } from '../ui/conversation-strip.ts'
import '../ui/copy-button.ts'
import '../ui/entry-row.ts'
import type { EntryRowContent } from '../ui/entry-row.ts'
import '../ui/file-chips.ts'
import '../ui/folder-list.ts'
import type { FolderItem } from '../ui/folder-list.ts'
import '../ui/form-field.ts'
import '../ui/icon-button.ts'
import '../ui/level-meter.ts'
import '../ui/mail-address.ts'
import '../ui/maildrop-row.ts'
import '../ui/message-row.ts'
import type { MessageRowContent } from '../ui/message-row.ts'
import '../ui/note-badge.ts'
import '../ui/one-time-codes.ts'
import '../ui/pane-splitter.ts'
import '../ui/search-box.ts'
import '../ui/selection-bar.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'
import '../ui/tab-bar.ts'
import '../ui/transcript-lines.ts'
import '../ui/undo-toast.ts'
import '../ui/virtual-list.ts'
import '../ui/wire-log.ts'

/** An element, and what it looks like in each of its states. Windows over the page are left out: they would cover it. */
export interface ElementStates {
  readonly element: string
  readonly states: readonly (readonly [name: string, example: TemplateResult])[]
}

const LONG =
  'A subject that goes on and on, since nobody stopped the person who wrote it and nothing cut it short'

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

const FILES = [
  { name: 'invoice.pdf', size: '19.5 KB', isLost: false },
  { name: 'a-name-that-is-longer-than-any-name-of-a-file-should-be.png', size: '2.1 MB', isLost: false },
]

const TABS = [
  { name: 'html', label: 'HTML' },
  { name: 'text', label: 'Text' },
  { name: 'parts', label: 'Parts', mark: '2' },
]

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

const ENTRY: EntryRowContent = {
  sender: 'Anna Meyer',
  subject: 'Welcome to the shop',
  isSubjectMissing: false,
  time: '12:04',
  exactTime: '21 Nov 2026, 12:04:30.123 UTC',
  flags: ['\\Seen', '$Work'],
  facts: ['1.8 KB', 'UID 12', 'modseq 345'],
  isSeen: true,
  isDeleted: false,
}

const entry = (
  change: Partial<EntryRowContent>,
  look: { current?: boolean; picked?: boolean; tall?: boolean } = {},
) =>
  html`<entry-row
    id="entry-${change.subject ?? ''}"
    role="option"
    aria-selected=${look.picked === true}
    ?current=${look.current === true}
    ?picked=${look.picked === true}
    ?tall=${look.tall === true}
    .content=${{ ...ENTRY, ...change }}
  ></entry-row>`

const maildropRow = (state: { fetched?: string; marked?: string }, isCurrent = false) =>
  html`<maildrop-row
    role="option"
    aria-selected=${isCurrent}
    ?current=${isCurrent}
    .content=${{ number: '12', octets: '1,834', uniqueId: '1615532922.12', fetched: '', marked: '', ...state }}
  ></maildrop-row>`

const FOLDERS: readonly FolderItem[] = [
  {
    name: 'INBOX',
    label: 'INBOX',
    depth: 0,
    icon: 'all',
    href: '#inbox',
    unseen: '3',
    messages: '30',
    use: '',
  },
  { name: 'Gone', label: 'Gone', depth: 0, icon: 'folder', href: null, unseen: '', messages: '', use: '' },
  {
    name: 'Gone/In',
    label: 'In',
    depth: 1,
    icon: 'send',
    href: '#in',
    unseen: '',
    messages: '7',
    use: '\\Sent',
  },
].map(folder => ({ ...folder, icon: folder.icon as FolderItem['icon'], hint: folder.name }))

const ROWS = Array.from({ length: 500 }, (_, index) => ({ key: String(index) }))

export const ELEMENTS: readonly ElementStates[] = [
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
    element: 'note-badge',
    states: [
      ['neutral', html`<note-badge>Bcc</note-badge>`],
      ['warning', html`<note-badge tone="warning">No text part</note-badge>`],
      ['danger', html`<note-badge tone="danger">Malformed</note-badge>`],
    ],
  },
  {
    element: 'icon-button',
    states: [
      ['plain', html`<icon-button icon="flag" label="Flag" shortcut="s"></icon-button>`],
      ['pressed', html`<icon-button icon="flag" label="Flag" .pressed=${true}></icon-button>`],
      ['disabled', html`<icon-button icon="flag" label="Flag" disabled></icon-button>`],
    ],
  },
  { element: 'app-icon', states: [['as it is', html`<app-icon name="trash"></app-icon>`]] },
  { element: 'copy-button', states: [['plain', html`<copy-button .text=${'copied'}></copy-button>`]] },
  {
    element: 'tab-bar',
    states: [
      ['one line', html`<tab-bar label="Views" .items=${TABS} selected="text"></tab-bar>`],
      ['wrapping', html`<tab-bar wrap label="Frameworks" .items=${TABS} selected="text"></tab-bar>`],
    ],
  },
  {
    element: 'choice-bar',
    states: [
      [
        'words',
        html`<choice-bar
          label="Theme"
          .choices=${['System', 'Light', 'Dark'].map(value => ({ value, label: value }))}
          value="Light"
        ></choice-bar>`,
      ],
      [
        'icons',
        html`<choice-bar
          label="Width"
          .choices=${(['phone', 'desktop'] as const).map(icon => ({ value: icon, label: icon, icon }))}
          value="phone"
        ></choice-bar>`,
      ],
    ],
  },
  {
    element: 'search-box',
    states: [
      ['empty', html`<search-box></search-box>`],
      ['with a query', html`<search-box value="from:anna is:unread"></search-box>`],
      ['with a query that is saved', html`<search-box value="tag:ci" saved></search-box>`],
      [
        'with an error',
        html`<div class="tall">
          <search-box
            value="from:("
            .error=${{ position: 6, message: 'This parenthesis is not closed.' }}
          ></search-box>
        </div>`,
      ],
    ],
  },
  {
    element: 'form-field',
    states: [
      ['empty', html`<form-field label="Subject"></form-field>`],
      [
        'filled in, with a button',
        html`<form-field label="To" value="Anna <anna@app.test>">
          <button class="plain" type="button">Cc</button>
        </form-field>`,
      ],
      ['right to left', html`<form-field label="Subject" value="ברוכים הבאים"></form-field>`],
      ['wrong', html`<form-field label="From" error="Say who sends it." required></form-field>`],
    ],
  },
  {
    element: 'file-chips',
    states: [
      ['several', html`<file-chips label="Files" .files=${FILES}></file-chips>`],
      ['lost', html`<file-chips label="Lost files" .files=${[{ ...FILES[0]!, isLost: true }]}></file-chips>`],
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
    element: 'entry-row',
    states: [
      ['read', entry({})],
      ['unread, where the keyboard is', entry({ flags: [], isSeen: false }, { current: true })],
      ['picked', entry({}, { picked: true })],
      ['marked deleted', entry({ flags: ['\\Flagged', '\\Deleted'], isDeleted: true })],
      ['in three lines', entry({ subject: LONG }, { tall: true })],
    ],
  },
  {
    element: 'folder-list',
    states: [
      ['a tree', html`<folder-list label="Folders" current="INBOX" .folders=${FOLDERS}></folder-list>`],
    ],
  },
  {
    element: 'maildrop-row',
    states: [
      ['as it is', maildropRow({})],
      ['fetched, where the keyboard is', maildropRow({ fetched: 'fetched' }, true)],
      ['marked', maildropRow({ fetched: 'fetched', marked: 'goes with QUIT' })],
    ],
  },
  {
    element: 'wire-log',
    states: [
      ['empty', html`<wire-log label="Empty log" empty="Nothing was said yet."></wire-log>`],
      [
        'all sides',
        html`<wire-log
          label="Wire log"
          .lines=${[
            { number: 1, side: 'server', text: '* OK ready' },
            { number: 2, side: 'client', text: 'a1 SELECT INBOX' },
            { number: 3, side: 'server', text: LONG.repeat(5) },
            { number: 4, side: 'note', text: 'The connection was lost.' },
          ]}
        ></wire-log>`,
      ],
    ],
  },
  { element: 'selection-bar', states: [['several', html`<selection-bar .count=${1234}></selection-bar>`]] },
  {
    element: 'level-meter',
    states: [
      [
        'low',
        html`<level-meter label="Messages" text="120 of 10,000" value="120" .limit=${10_000}></level-meter>`,
      ],
      [
        'high',
        html`<level-meter label="Size" text="500 MB of 512 MB" value="500" .limit=${512}></level-meter>`,
      ],
      ['without a limit', html`<level-meter label="Accounts" text="7" value="7"></level-meter>`],
    ],
  },
  {
    element: 'state-panel',
    states: [
      [
        'empty',
        html`<state-panel
          icon="all"
          heading="No mail yet"
          text="It appears here the moment it arrives."
        ></state-panel>`,
      ],
      [
        'failed',
        html`<state-panel
          tone="danger"
          icon="warning"
          heading="The list could not be loaded"
          text="No connection"
        >
          <button type="button">Try again</button>
        </state-panel>`,
      ],
    ],
  },
  {
    element: 'skeleton-rows',
    states: [
      ['comfortable', html`<skeleton-rows immediate count="2"></skeleton-rows>`],
      ['compact', html`<skeleton-rows immediate compact count="2"></skeleton-rows>`],
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
  {
    element: 'undo-toast',
    states: [['counting down', html`<undo-toast text="3 messages deleted" duration="60000"></undo-toast>`]],
  },
  {
    element: 'pane-splitter',
    states: [
      [
        'at rest',
        html`<div class="low"><pane-splitter label="Width of the list" width="360"></pane-splitter></div>`,
      ],
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
]
