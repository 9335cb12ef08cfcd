import type { Io } from './io.ts'

/** Runs a command with what stood behind its name; gives its exit status. */
export type Run = (args: readonly string[], io: Io) => Promise<number>

interface CommandEntry {
  readonly summary: string
  /** Loads the modules of this command and of no other. */
  load(): Promise<Run>
}

/** The commands of `facteur`, in the order in which help shows them. */
export const COMMANDS = {
  serve: {
    summary: 'run the mail servers, the API and the inbox (the default)',
    load: async () => (await import('./serve.ts')).serve,
  },
  send: {
    summary: 'send a message from standard input, as sendmail does',
    load: async () => (await import('./send.ts')).send,
  },
  wait: {
    summary: 'wait until messages match, and print them',
    load: async () => (await import('./wait.ts')).wait,
  },
  list: {
    summary: 'list messages, newest first',
    load: async () => (await import('./list.ts')).list,
  },
  get: {
    summary: 'print a message, or its text, code, link or bytes',
    load: async () => (await import('./get.ts')).get,
  },
  delete: {
    summary: 'delete messages',
    load: async () => (await import('./delete.ts')).deleteMessages,
  },
  watch: {
    summary: 'print messages as they come',
    load: async () => (await import('./watch.ts')).watch,
  },
  cursor: {
    summary: 'print where the feed stands, for --after',
    load: async () => (await import('./cursor.ts')).cursor,
  },
  import: {
    summary: 'take in .eml files, folders of them, mbox files and Maildirs',
    load: async () => (await import('./import.ts')).importMail,
  },
  export: {
    summary: 'write messages as mbox, Maildir, .eml files or JSON lines',
    load: async () => (await import('./export.ts')).exportMail,
  },
} satisfies Record<string, CommandEntry>

export function isCommandName(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name)
}
