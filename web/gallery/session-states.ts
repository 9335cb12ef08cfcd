import { html } from 'lit'
import '../ui/entry-row.ts'
import '../ui/folder-list.ts'
import '../ui/maildrop-row.ts'
import '../ui/wire-log.ts'
import type { EntryRowContent } from '../ui/entry-row.ts'
import type { FolderItem } from '../ui/folder-list.ts'
import { LONG, type ElementStates } from './element-states.ts'

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

/** What the IMAP and POP3 views are made of. */
export const SESSION_STATES: readonly ElementStates[] = [
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
]
