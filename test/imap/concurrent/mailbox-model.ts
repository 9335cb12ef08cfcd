/** A folder as a plain list. */
export interface ModelFolder {
  uidNext: number
  messages: { readonly uid: number; flags: Set<string> }[]
}

export type Mode = '' | '+' | '-'

/** A mailbox as plain lists, which does what the commands say, one after the other. */
export class MailboxModel {
  readonly #folders = new Map<string, ModelFolder>()

  constructor(names: readonly string[]) {
    for (const name of names) this.#folders.set(name, { uidNext: 1, messages: [] })
  }

  folder(name: string): ModelFolder {
    return this.#folders.get(name)!
  }

  /** Those of the UIDs that are there, in ascending order. */
  living(name: string, uids: readonly number[]): number[] {
    return this.folder(name)
      .messages.map(({ uid }) => uid)
      .filter(uid => uids.includes(uid))
  }

  /** Adds a message and gives its UID. */
  add(name: string, flags: Iterable<string>): number {
    const folder = this.folder(name)
    folder.messages.push({ uid: folder.uidNext, flags: new Set(flags) })
    return folder.uidNext++
  }

  store(name: string, uids: readonly number[], mode: Mode, flags: readonly string[]): void {
    for (const message of this.folder(name).messages) {
      if (uids.includes(message.uid)) message.flags = changed(message.flags, mode, flags)
    }
  }

  /** Adds copies and gives their UIDs. */
  copy(name: string, uids: readonly number[], to: string): number[] {
    const originals = this.folder(name).messages.filter(({ uid }) => uids.includes(uid))
    return originals.map(({ flags }) => this.add(to, flags))
  }

  remove(name: string, uids: readonly number[]): void {
    const folder = this.folder(name)
    folder.messages = folder.messages.filter(({ uid }) => !uids.includes(uid))
  }

  /** The UIDs of what is marked \Deleted. */
  deleted(name: string): number[] {
    return this.folder(name)
      .messages.filter(({ flags }) => flags.has('\\Deleted'))
      .map(({ uid }) => uid)
  }
}

/** What STORE makes of flags. */
export function changed(flags: Iterable<string>, mode: Mode, named: readonly string[]): Set<string> {
  if (mode === '') return new Set(named)
  const result = new Set(flags)
  for (const flag of named) {
    if (mode === '+') result.add(flag)
    else result.delete(flag)
  }
  return result
}
