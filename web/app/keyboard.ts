import { COMMANDS, type CommandName } from './commands.ts'

/** What a key asks for. */
export type Command =
  | { readonly name: PlainCommand }
  /** The tab with this number, from 1. */
  | { readonly name: 'tab'; readonly number: number }

export type PlainCommand = Exclude<CommandName, 'tab'>

/** What each key means, or each two parted by a space. */
const MEANINGS: ReadonlyMap<string, PlainCommand> = new Map(
  COMMANDS.flatMap(({ name, keys }) => (name === 'tab' ? [] : keys.map(key => [key, name] as const))),
)

/** Keys after which another one is waited for. */
const FIRST_KEYS: ReadonlySet<string> = new Set(
  [...MEANINGS.keys()].filter(keys => keys.includes(' ')).map(keys => keys.slice(0, keys.indexOf(' '))),
)

/** What of a key event matters here. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly isComposing: boolean
}

/** Where the key was pressed, which decides what may be taken from it. In a `text` all of it can be selected. */
export type KeyTarget = 'text-field' | 'control' | 'text' | 'page'

/** Reads key presses, one after the other; some wait for the next one. */
export class Keyboard {
  #before = ''

  /** The command of a key press; undefined leaves the key to the page and the browser. */
  commandOf(press: KeyPress, target: KeyTarget): Command | undefined {
    const before = this.#before
    this.#before = ''
    if (press.altKey || press.isComposing) return undefined
    if (press.ctrlKey || press.metaKey) return withModifier(press, target)
    if (target === 'text-field') return undefined
    if (before !== '') return meaning(`${before} ${press.key}`)
    if (target === 'control' && press.key === 'Enter') return undefined
    if (FIRST_KEYS.has(press.key)) {
      this.#before = press.key
      return undefined
    }
    if (/^[1-9]$/.test(press.key)) return { name: 'tab', number: Number(press.key) }
    return meaning(press.shiftKey && /^\p{Lu}$/u.test(press.key) ? `Shift+${press.key}` : press.key)
  }
}

/** The browser keeps what it has for text: Ctrl+A selects all of it. */
function withModifier({ key, shiftKey }: KeyPress, target: KeyTarget): Command | undefined {
  const command = shiftKey ? undefined : meaning(`Mod+${key.toLowerCase()}`)
  const isText = target === 'text-field' || target === 'text'
  return command?.name === 'selectAll' && isText ? undefined : command
}

function meaning(keys: string): Command | undefined {
  const name = MEANINGS.get(keys)
  return name === undefined ? undefined : { name }
}
