/**
 * Who may import whom, as data. Rooms are the folders of `server/` and the files that stand beside them; a room
 * imports rooms of the rows above its own in this list, never one of its own row or of a later one.
 */
export const ROWS: readonly (readonly string[])[] = [
  ['clock', 'units', 'worker-thread'],
  ['net', 'message'],
  ['mailbox'],
  ['delivery'],
  ['check'],
  ['smtp', 'pop3', 'imap', 'http', 'dns'],
  ['config'],
  ['sandbox'],
  ['testing', 'cli'],
  ['main'],
]

/** A room outside the rows: what it may reach for, and who may reach for it. */
export interface SideRoom {
  /** Path of the room, from the root of the project. */
  readonly path: string
  /** Paths (a file, or a folder with all below it) it may import. */
  readonly imports: readonly string[]
  /** Paths it may import types of, and nothing that is there at run time. */
  readonly typesOf: readonly string[]
  /** Rooms that may import it; a room of the rows is named as there. */
  readonly importedBy: readonly string[]
  /** Whether its modules may be loaded by a browser, and therefore import nothing of Node. */
  readonly runsInBrowsers: boolean
}

const CONTRACT = ['server/http/contract.ts', 'server/http/contract']

export const SIDE_ROOMS: readonly SideRoom[] = [
  {
    path: 'server/client',
    imports: [],
    typesOf: CONTRACT,
    importedBy: ['sandbox', 'testing', 'cli', 'web'],
    runsInBrowsers: true,
  },
  {
    path: 'server/imap/wire',
    imports: [],
    typesOf: [],
    importedBy: ['imap', 'web'],
    runsInBrowsers: true,
  },
  {
    path: 'web',
    imports: ['server/client', 'server/imap/wire'],
    typesOf: CONTRACT,
    importedBy: [],
    runsInBrowsers: true,
  },
]

/** Files inside a side room that are tools run by Node, not modules of a page. */
export const TOOLS: readonly string[] = ['web/build.ts', 'web/vite.config.ts']
