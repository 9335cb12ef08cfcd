import * as commands from './imap-commands.ts'
import { hasFlag, type ImapEntry } from './imap-mailbox.ts'
import type { ImapModel } from './imap-model.ts'
import { moveSelection, NOTHING_SELECTED, targetsOf, togglePicked } from './imap-selection.ts'

const SEEN = '\\Seen'
const FLAGGED = '\\Flagged'
const DELETED = '\\Deleted'

/** What a user can do with entries and folders; each of it is one command of the protocol, or a few. */
export class ImapMailboxActions {
  readonly #model: ImapModel

  constructor(model: ImapModel) {
    this.#model = model
  }

  /** What commands are about. */
  get targets(): readonly ImapEntry[] {
    return targetsOf(this.#model.value.selection, this.#model.rows)
  }

  move(step: number, picks = false): void {
    const { value, rows } = this.#model
    this.#model.select(moveSelection(value.selection, rows, { step, picks }))
  }

  go(uid: number): void {
    this.#model.select({ ...this.#model.value.selection, current: uid })
  }

  pick(uid: number): void {
    this.#model.select(togglePicked(this.#model.value.selection, uid))
  }

  /** Picks all entries from the one that the keyboard is on. */
  pickTo(uid: number): void {
    const { value, rows } = this.#model
    const index = (of: number | null) => rows.findIndex(row => row.uid === of)
    this.#model.select(
      moveSelection(value.selection, rows, {
        step: index(uid) - Math.max(0, index(value.selection.current)),
        picks: true,
      }),
    )
  }

  pickCurrent(): void {
    const { current } = this.#model.value.selection
    if (current !== null) this.pick(current)
  }

  pickAll(): void {
    const { value, rows } = this.#model
    this.#model.select({ ...value.selection, picked: new Set(rows.map(({ uid }) => uid)) })
  }

  /** Lets go of what is picked. @returns whether anything was */
  clearPicked(): boolean {
    const { selection } = this.#model.value
    if (selection.picked.size === 0) return false
    this.#model.select({ ...NOTHING_SELECTED, current: selection.current })
    return true
  }

  async toggleSeen(): Promise<void> {
    await this.#toggle(SEEN)
  }

  async toggleFlagged(): Promise<void> {
    await this.#toggle(FLAGGED)
  }

  /** Marks as deleted what EXPUNGE is then to remove; takes the mark away where all have it. */
  async toggleDeleted(): Promise<void> {
    const { targets } = this
    const isMarking = this.#toggle(DELETED)
    const isAlone = this.#model.value.selection.picked.size === 0
    if ((await isMarking) && isAlone && targets.length > 0) this.move(1)
  }

  /** Takes the mark away from all that are marked as deleted, as far as they are known. */
  async unmarkDeleted(): Promise<void> {
    const marked = this.#model.rows.filter(entry => hasFlag(entry, DELETED)).map(({ uid }) => uid)
    if (marked.length > 0) await this.#model.command(commands.storeFlag(marked, DELETED, false))
  }

  expunge(): Promise<boolean> {
    return this.#model.command(commands.expunge)
  }

  copyTo(folder: string): Promise<boolean> {
    return this.#transfer('COPY', folder)
  }

  /** RFC 6851 §3.3: where there is no MOVE, it is a copy, a mark and an expunge. */
  async moveTo(folder: string): Promise<boolean> {
    if (this.#model.dialect.offers.has('MOVE')) return this.#transfer('MOVE', folder)
    const uids = this.#uids
    if (!(await this.#transfer('COPY', folder))) return false
    const isMarked = await this.#model.command(commands.storeFlag(uids, DELETED, true))
    // Without UIDPLUS an expunge would take others along that are marked.
    if (!isMarked || !this.#model.dialect.offers.has('UIDPLUS')) return isMarked
    return this.#model.command(commands.expungeUids(uids))
  }

  async createFolder(name: string): Promise<boolean> {
    const { dialect } = this.#model
    const isDone = await this.#model.command(commands.create(name, dialect))
    // Mail programs show what is subscribed.
    if (isDone) await this.#model.command(commands.subscribe(name, dialect))
    return this.#listed(isDone)
  }

  async renameFolder(from: string, to: string): Promise<boolean> {
    return this.#listed(await this.#model.command(commands.rename(from, to, this.#model.dialect)))
  }

  async deleteFolder(name: string): Promise<boolean> {
    return this.#listed(await this.#model.command(commands.remove(name, this.#model.dialect)))
  }

  get #uids(): readonly number[] {
    return this.targets.map(({ uid }) => uid)
  }

  /** @returns whether the flag was set, not taken away */
  async #toggle(flag: string): Promise<boolean> {
    const { targets } = this
    if (targets.length === 0) return false
    const isSet = targets.some(entry => !hasFlag(entry, flag))
    const isDone = await this.#model.command(commands.storeFlag(this.#uids, flag, isSet))
    return isDone && isSet
  }

  async #transfer(how: 'COPY' | 'MOVE', folder: string): Promise<boolean> {
    if (this.targets.length === 0) return false
    return this.#model.command(commands.transfer(how, this.#uids, folder, this.#model.dialect))
  }

  async #listed(isDone: boolean): Promise<boolean> {
    if (isDone) await this.#model.list()
    return isDone
  }
}
