import { TABS, type PageName } from './route.ts'
import type { Words } from './words/en.ts'

/** The name of something a user can ask for, by key, in the palette or with a button. */
export type CommandName = keyof Words['actions']

/** What the IMAP and POP3 views alone know how to do. */
export type SessionCommandName =
  | 'expunge'
  | 'copyTo'
  | 'moveTo'
  | 'nextFolder'
  | 'previousFolder'
  | 'newFolder'
  | 'renameFolder'
  | 'deleteFolder'
  | 'topLines'
  | 'fetchAll'
  | 'quitMaildrop'

/** What the page of the simulated outside alone knows how to do. */
export type DeliveryCommandName = 'retryDelivery' | 'holdDelivery' | 'giveUpDelivery'

/** The parts in which commands are listed. */
export type CommandGroup = keyof Words['shortcutGroups']

/** A line of the table that keys, the help and the palette are made of. */
export interface CommandEntry {
  readonly name: CommandName
  readonly group: CommandGroup
  /**
   * `KeyboardEvent.key` of each key that asks for it. Two parted by a space are pressed one after the other; `Mod+` stands for
   * Ctrl, and on a Mac for Command.
   */
  readonly keys: readonly string[]
  /** It acts on a message, which must be open or selected. */
  readonly needsMessage?: true
  /** The page that alone knows it; every other command is known everywhere. */
  readonly page?: PageName
}

/** Everything there is to ask for, in the order in which it is told. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: 'next', group: 'move', keys: ['j'] },
  { name: 'previous', group: 'move', keys: ['k'] },
  { name: 'open', group: 'move', keys: ['Enter', 'o'] },
  { name: 'back', group: 'move', keys: ['Escape'] },
  { name: 'search', group: 'move', keys: ['/'] },
  { name: 'all', group: 'move', keys: ['g a'] },
  { name: 'refused', group: 'move', keys: ['g r'] },
  { name: 'status', group: 'move', keys: ['g s'] },
  { name: 'delivery', group: 'move', keys: ['g d'] },
  { name: 'imapView', group: 'move', keys: ['g i'] },
  { name: 'pop3View', group: 'move', keys: ['g p'] },
  { name: 'top', group: 'move', keys: ['g g'] },
  { name: 'compose', group: 'write', keys: ['c'] },
  { name: 'reply', group: 'write', keys: ['a'], needsMessage: true },
  { name: 'replyAll', group: 'write', keys: ['Shift+A'], needsMessage: true },
  { name: 'forward', group: 'write', keys: ['f'], needsMessage: true },
  { name: 'select', group: 'message', keys: ['x'], needsMessage: true },
  { name: 'selectAll', group: 'message', keys: ['Mod+a'] },
  { name: 'unread', group: 'message', keys: ['u'], needsMessage: true },
  { name: 'flag', group: 'message', keys: ['s'], needsMessage: true },
  { name: 'tags', group: 'message', keys: ['t'], needsMessage: true },
  { name: 'copyCode', group: 'message', keys: ['Shift+C'], needsMessage: true },
  { name: 'report', group: 'message', keys: ['b'], needsMessage: true },
  { name: 'delete', group: 'message', keys: ['d', 'Delete'], needsMessage: true },
  { name: 'undo', group: 'message', keys: ['z'] },
  { name: 'markAllRead', group: 'message', keys: ['Shift+U'] },
  { name: 'deleteAll', group: 'message', keys: [] },
  { name: 'newer', group: 'view', keys: ['n'], needsMessage: true },
  { name: 'older', group: 'view', keys: ['p'], needsMessage: true },
  { name: 'tab', group: 'view', keys: [`1 – ${TABS.length}`], needsMessage: true },
  { name: 'narrower', group: 'view', keys: ['['], needsMessage: true },
  { name: 'wider', group: 'view', keys: [']'], needsMessage: true },
  { name: 'remote', group: 'view', keys: ['r'], needsMessage: true },
  { name: 'paper', group: 'view', keys: ['m'], needsMessage: true },
  { name: 'saveSearch', group: 'view', keys: [] },
  { name: 'palette', group: 'view', keys: ['Mod+k'] },
  { name: 'shortcuts', group: 'view', keys: ['?'] },
  { name: 'settings', group: 'view', keys: [] },
  { name: 'connect', group: 'view', keys: [] },
  { name: 'mailProgram', group: 'view', keys: [] },
  { name: 'copyTo', group: 'sessions', keys: ['y'], page: 'imap' },
  { name: 'moveTo', group: 'sessions', keys: ['v'], page: 'imap' },
  { name: 'expunge', group: 'sessions', keys: ['Shift+E'], page: 'imap' },
  { name: 'nextFolder', group: 'sessions', keys: ['Shift+J'], page: 'imap' },
  { name: 'previousFolder', group: 'sessions', keys: ['Shift+K'], page: 'imap' },
  { name: 'newFolder', group: 'sessions', keys: ['Shift+N'], page: 'imap' },
  { name: 'renameFolder', group: 'sessions', keys: ['Shift+R'], page: 'imap' },
  { name: 'deleteFolder', group: 'sessions', keys: ['Shift+D'], page: 'imap' },
  { name: 'topLines', group: 'sessions', keys: ['h'], page: 'pop3' },
  { name: 'fetchAll', group: 'sessions', keys: ['Shift+F'], page: 'pop3' },
  { name: 'quitMaildrop', group: 'sessions', keys: ['Shift+Q'], page: 'pop3' },
  { name: 'retryDelivery', group: 'deliveries', keys: ['Shift+T'], page: 'delivery' },
  { name: 'holdDelivery', group: 'deliveries', keys: ['Shift+H'], page: 'delivery' },
  { name: 'giveUpDelivery', group: 'deliveries', keys: ['Shift+G'], page: 'delivery' },
]
