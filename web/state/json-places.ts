/** Where in a text its JSON stops being JSON. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError'
  /** In characters from 0. */
  readonly position: number

  constructor(position: number) {
    super(`no JSON at ${position}`)
    this.position = position
  }
}

const SPACE = /[ \t\r\n]*/y
/** RFC 8259 §7 */
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
/** RFC 8259 §3 and §6 */
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y
/** Deeper than anything that is meant, and shallow enough for any stack. */
const DEEPEST = 200

/**
 * Where each value of a JSON text begins, in characters, by its JSON pointer (RFC 6901).
 *
 * @throws JsonSyntaxError where it cannot be read any further
 */
export function jsonPlaces(text: string): ReadonlyMap<string, number> {
  const walk = new JsonWalk(text)
  walk.value('', 0)
  walk.end()
  return walk.places
}

/** The number of the line, from 1, on which a position is. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length
}

class JsonWalk {
  readonly places = new Map<string, number>()
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(pointer: string, depth: number): void {
    this.#take(SPACE)
    this.places.set(pointer, this.#at)
    if (depth > DEEPEST) this.#stop()
    if (this.#skip('{')) this.#members(pointer, depth + 1)
    else if (this.#skip('[')) this.#items(pointer, depth + 1)
    else if (this.#take(STRING) === null && this.#take(SCALAR) === null) this.#stop()
  }

  end(): void {
    this.#take(SPACE)
    if (this.#at < this.#text.length) this.#stop()
  }

  #members(pointer: string, depth: number): void {
    if (this.#skip('}')) return
    do {
      this.#take(SPACE)
      const name = this.#take(STRING) ?? this.#stop()
      if (!this.#skip(':')) this.#stop()
      this.value(`${pointer}/${escapeToken(JSON.parse(name) as string)}`, depth)
    } while (this.#skip(','))
    if (!this.#skip('}')) this.#stop()
  }

  #items(pointer: string, depth: number): void {
    if (this.#skip(']')) return
    let index = 0
    do this.value(`${pointer}/${index++}`, depth)
    while (this.#skip(','))
    if (!this.#skip(']')) this.#stop()
  }

  /** Goes past a sign, and the white space before it, if it is there. */
  #skip(sign: string): boolean {
    this.#take(SPACE)
    if (this.#text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? null
    this.#at += found?.length ?? 0
    return found
  }

  #stop(): never {
    throw new JsonSyntaxError(this.#at)
  }
}

/** RFC 6901 §3 */
function escapeToken(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
