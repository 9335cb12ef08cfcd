import type { Words } from './words/en.ts'

/** The name of something a user can ask for, by key, in the palette or with a button. */
export type CommandName = keyof Words['actions']

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
  { name: 'top', group: 'move', keys: ['g g'] },
  { name: 'select', group: 'message', keys: ['x'], needsMessage: true },
  { name: 'selectAll', group: 'message', keys: ['Mod+a'] },
  { name: 'unread', group: 'message', keys: ['u'], needsMessage: true },
  { name: 'flag', group: 'message', keys: ['s'], needsMessage: true },
  { name: 'tags', group: 'message', keys: ['t'], needsMessage: true },
  { name: 'delete', group: 'message', keys: ['d', 'Delete'], needsMessage: true },
  { name: 'undo', group: 'message', keys: ['z'] },
  { name: 'markAllRead', group: 'message', keys: ['Shift+U'] },
  { name: 'deleteAll', group: 'message', keys: [] },
  { name: 'tab', group: 'view', keys: ['1 – 6'], needsMessage: true },
  { name: 'narrower', group: 'view', keys: ['['], needsMessage: true },
  { name: 'wider', group: 'view', keys: [']'], needsMessage: true },
  { name: 'remote', group: 'view', keys: ['r'], needsMessage: true },
  { name: 'palette', group: 'view', keys: ['Mod+k'] },
  { name: 'shortcuts', group: 'view', keys: ['?'] },
  { name: 'settings', group: 'view', keys: [] },
  { name: 'connect', group: 'view', keys: [] },
]
