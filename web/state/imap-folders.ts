import { decodeMailboxName } from '../../server/imap/wire/mutf7.ts'
import type { Response, Token } from '../../server/imap/wire/response.ts'
import { numberOf, textOf, textsOf, valuesOf, wordOf } from './imap-token.ts'

/** A folder as LIST and STATUS tell of it. */
export interface ImapFolder {
  readonly name: string
  /** Its last level, and how many stand above it. */
  readonly label: string
  readonly depth: number
  /** Such as `\Sent`; null for none. */
  readonly specialUse: string | null
  /** A level that is no folder, only has some below it. */
  readonly isSelectable: boolean
  readonly isSubscribed: boolean
  /** null: not told yet. */
  readonly messages: number | null
  readonly unseen: number | null
}

/** RFC 6154 §2, and what RFC 8457 adds. */
const SPECIAL_USES = [
  '\\All',
  '\\Archive',
  '\\Drafts',
  '\\Flagged',
  '\\Important',
  '\\Junk',
  '\\Sent',
  '\\Trash',
]

/** What the answer to LIST, with STATUS of each or without, says of the folders; in its order, each below its own. */
export class FolderListing {
  readonly #utf8: boolean
  readonly #folders = new Map<string, ImapFolder>()

  /** @param utf8 whether names come in UTF-8, not in modified UTF-7 */
  constructor(utf8: boolean) {
    this.#utf8 = utf8
  }

  get folders(): readonly ImapFolder[] {
    return inTree([...this.#folders.values()])
  }

  take(responses: readonly Response[]): void {
    for (const response of responses) {
      if (response.kind !== 'data') continue
      const [word, ...rest] = response.tokens
      if (wordOf(word) === 'LIST') this.#list(rest)
      else if (wordOf(word) === 'STATUS') this.#count(rest)
    }
  }

  #list([attributes, separator, nameToken]: readonly Token[]): void {
    const name = this.#name(nameToken)
    if (name === null) return
    const marks = new Set(textsOf(attributes).map(mark => mark.toLowerCase()))
    const levels = name.split(textOf(separator) ?? '\0')
    this.#folders.set(name, {
      name,
      label: levels.at(-1)!,
      depth: levels.length - 1,
      specialUse: SPECIAL_USES.find(use => marks.has(use.toLowerCase())) ?? null,
      isSelectable: !marks.has('\\noselect') && !marks.has('\\nonexistent'),
      isSubscribed: marks.has('\\subscribed'),
      messages: null,
      unseen: null,
    })
  }

  #count([nameToken, items]: readonly Token[]): void {
    const name = this.#name(nameToken)
    const folder = name === null ? undefined : this.#folders.get(name)
    if (name === null || folder === undefined) return
    const values = valuesOf(items)
    const messages = numberOf(values.get('MESSAGES'))
    const unseen = numberOf(values.get('UNSEEN'))
    this.#folders.set(name, { ...folder, messages, unseen })
  }

  #name(token: Token | undefined): string | null {
    const text = textOf(token)
    return text === null || this.#utf8 ? text : decodeMailboxName(text)
  }
}

/** INBOX first, then those with a use, then the others by name; what lies below another stands below it. */
function inTree(folders: readonly ImapFolder[]): readonly ImapFolder[] {
  const byName = new Map(folders.map(folder => [folder.name, folder]))
  const key = (folder: ImapFolder): string => {
    const levels = folder.name.split('/')
    const names = levels.map((_, index) => levels.slice(0, index + 1).join('/'))
    return names.map(name => `${rank(byName.get(name), name)}${name.toLowerCase()}`).join('\0')
  }
  return folders
    .map(folder => ({ folder, key: key(folder) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ folder }) => folder)
}

function rank(folder: ImapFolder | undefined, name: string): number {
  if (name === 'INBOX') return 0
  return folder?.specialUse == null ? 2 : 1
}
