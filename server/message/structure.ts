import { isUtf8 } from 'node:buffer'
import { FieldCursor } from './field-cursor.ts'
import { MESSAGE_LIMITS } from './limits.ts'
import type { MessageLimits } from './limits.ts'
import { readPartHeader } from './part-header.ts'
import type { PartHeader } from './part-header.ts'
import type { Part } from './part.ts'

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const DASH = 0x2d
const LINE_OF_DASHES = Buffer.from('\n--')

/** What is wrong with a MIME tree. */
export type StructureDefect =
  | 'header-junk'
  | 'header-not-utf8'
  | 'no-boundary'
  | 'boundary-not-found'
  | 'multipart-not-closed'
  | 'too-many-parts'
  | 'too-deep'

/**
 * Reads the MIME tree of a message (RFC 2045, RFC 2046). Never throws: what is malformed becomes a part all
 * the same, and what goes beyond a limit stays opaque.
 */
export function parseStructure(raw: Buffer, limits: MessageLimits = MESSAGE_LIMITS): Part {
  return readStructure(raw, limits).root
}

/** A MIME tree and what is wrong with it. */
export interface Structure {
  readonly root: Part
  readonly defects: ReadonlySet<StructureDefect>
}

/** The same tree as `parseStructure` gives, and what is wrong with it. */
export function readStructure(raw: Buffer, limits: MessageLimits = MESSAGE_LIMITS): Structure {
  const reader = new StructureReader(raw, limits)
  return { root: reader.read(), defects: reader.defects }
}

class PartNode implements Part {
  readonly type: string
  readonly subtype: string
  readonly parameters: Readonly<Record<string, string>>
  readonly id: string | null
  readonly description: string | null
  readonly encoding: string
  readonly disposition: PartHeader['disposition']
  readonly name: string | null
  readonly path: string
  readonly headerStart: number
  readonly bodyStart: number
  readonly children: PartNode[] = []
  end: number
  message: PartNode | null = null
  readonly #raw: Buffer
  #lines = -1

  constructor(raw: Buffer, header: PartHeader, path: string, headerStart: number, bodyStart: number) {
    this.#raw = raw
    this.type = header.type
    this.subtype = header.subtype
    this.parameters = header.parameters
    this.id = header.id
    this.description = header.description
    this.encoding = header.encoding
    this.disposition = header.disposition
    this.name = header.name
    this.path = path
    this.headerStart = headerStart
    this.bodyStart = bodyStart
    this.end = bodyStart
  }

  get lines(): number {
    if (this.#lines < 0) {
      const body = this.#raw.subarray(this.bodyStart, this.end)
      this.#lines = 0
      for (let at = body.indexOf(LF); at >= 0; at = body.indexOf(LF, at + 1)) this.#lines++
    }
    return this.#lines
  }
}

/** A part that is being read: its end is not known yet. */
interface OpenPart {
  readonly part: PartNode
  readonly depth: number
  /** Path of its children up to their own number: '' or `1.2.`. */
  readonly prefix: string
  /** The boundary between its children while they last. */
  boundary: string | null
  /** The open part around it that has the same boundary. */
  shadowed: OpenPart | undefined
}

/** A boundary delimiter line (RFC 2046 §5.1.1). */
interface Delimiter {
  readonly of: OpenPart
  readonly closes: boolean
  /** Where the line after it begins. */
  readonly next: number
}

class StructureReader {
  readonly defects = new Set<StructureDefect>()
  readonly #raw: Buffer
  readonly #limits: MessageLimits
  /** The parts around the present position, the outermost first. */
  readonly #open: OpenPart[] = []
  /** The boundaries that may come, each with the innermost part that has it. */
  readonly #boundaries = new Map<string, OpenPart>()
  readonly #endsHeader = (lineStart: number): boolean => this.#delimiterAt(lineStart) !== null
  #count = 0

  constructor(raw: Buffer, limits: MessageLimits) {
    this.#raw = raw
    this.#limits = limits
  }

  /** Looks once at each line that begins with two dashes; all else is passed over at the speed of `indexOf`. */
  read(): PartNode {
    const root = this.#readPart(0, 'text/plain', '', '1')
    let position = this.#enter(root)
    while (this.#boundaries.size > 0) {
      const line = this.#dashedLine(position)
      if (line < 0) break
      const delimiter = this.#delimiterAt(line)
      if (delimiter === null) {
        position = this.#lineAfter(line)
      } else if (delimiter.closes) {
        this.#closeWithin(delimiter.of, line)
        this.#deactivate(delimiter.of)
        position = delimiter.next
      } else if (this.#count >= this.#limits.parts) {
        this.defects.add('too-many-parts')
        break
      } else {
        this.#closeWithin(delimiter.of, line)
        position = this.#openChild(delimiter.of, delimiter.next)
      }
    }
    this.#closeWithin(undefined, this.#raw.length)
    return root
  }

  #openChild(multipart: OpenPart, headerStart: number): number {
    const { children, subtype } = multipart.part
    const path = `${multipart.prefix}${children.length + 1}`
    // RFC 2046 §5.1.5: the parts of a digest are messages unless they say otherwise.
    const part = this.#readPart(
      headerStart,
      subtype === 'digest' ? 'message/rfc822' : 'text/plain',
      path,
      path,
    )
    children.push(part)
    return this.#enter(part)
  }

  #readPart(headerStart: number, fallback: string, multipartPath: string, leafPath: string): PartNode {
    this.#count++
    const cursor = new FieldCursor(this.#raw, headerStart, this.#raw.length, this.#endsHeader)
    const header = readPartHeader(this.#raw, cursor, fallback)
    if (cursor.junk) this.defects.add('header-junk')
    if (!isUtf8(this.#raw.subarray(headerStart, cursor.bodyStart))) this.defects.add('header-not-utf8')
    const path = header.type === 'multipart' ? multipartPath : leafPath
    return new PartNode(this.#raw, header, path, headerStart, cursor.bodyStart)
  }

  /** Makes a part the innermost open one, and the messages within it; gives where its lines begin. */
  #enter(part: PartNode): number {
    let innermost = this.#push(part)
    while (this.#holdsMessage(innermost)) {
      const { path, bodyStart } = innermost.part
      const message = this.#readPart(bodyStart, 'text/plain', path, `${path}.1`)
      innermost.part.message = message
      innermost = this.#push(message)
    }
    if (innermost.part.type === 'multipart') this.#activate(innermost)
    return innermost.part.bodyStart
  }

  #push(part: PartNode): OpenPart {
    const prefix = part.path === '' ? '' : `${part.path}.`
    const open = { part, depth: this.#open.length, prefix, boundary: null, shadowed: undefined }
    this.#open.push(open)
    return open
  }

  #holdsMessage({ part, depth }: OpenPart): boolean {
    if (part.type !== 'message' || (part.subtype !== 'rfc822' && part.subtype !== 'global')) return false
    // RFC 6532 §3.5 lets messages be encoded; then they are octets like any other.
    if (part.encoding === 'base64' || part.encoding === 'quoted-printable') return false
    return this.#hasRoom(depth)
  }

  #hasRoom(depth: number): boolean {
    if (depth >= this.#limits.depth) this.defects.add('too-deep')
    else if (this.#count >= this.#limits.parts) this.defects.add('too-many-parts')
    else return true
    return false
  }

  #activate(multipart: OpenPart): void {
    // RFC 2046 §5.1.1: a boundary does not end with white space.
    const boundary = multipart.part.parameters['boundary']?.trimEnd() ?? ''
    if (boundary === '') this.defects.add('no-boundary')
    else if (this.#hasRoom(multipart.depth)) {
      multipart.boundary = boundary
      multipart.shadowed = this.#boundaries.get(boundary)
      this.#boundaries.set(boundary, multipart)
    }
  }

  #deactivate(multipart: OpenPart): void {
    const { boundary, shadowed } = multipart
    if (boundary === null) return
    if (shadowed === undefined) this.#boundaries.delete(boundary)
    else this.#boundaries.set(boundary, shadowed)
    multipart.boundary = null
  }

  /** Ends the parts within `outer` (all, when there is none) before the line that begins at `lineStart`. */
  #closeWithin(outer: OpenPart | undefined, lineStart: number): void {
    let end = outer === undefined ? lineStart : this.#beforeLineEnd(lineStart)
    for (let open = this.#open.at(-1); open !== undefined && open !== outer; open = this.#open.at(-1)) {
      this.#open.pop()
      // An empty body ends where it begins, even if that is after the line end that belongs to the boundary.
      end = Math.max(end, open.part.bodyStart)
      open.part.end = end
      if (open.boundary === null) continue
      this.#deactivate(open)
      // Beyond that limit nobody has looked for the closing boundary.
      if (this.defects.has('too-many-parts')) continue
      this.defects.add(open.part.children.length === 0 ? 'boundary-not-found' : 'multipart-not-closed')
    }
  }

  #beforeLineEnd(lineStart: number): number {
    if (this.#raw[lineStart - 1] !== LF) return lineStart
    return this.#raw[lineStart - 2] === CR ? lineStart - 2 : lineStart - 1
  }

  /** The first line from `lineStart` on that begins with two dashes, or -1. */
  #dashedLine(lineStart: number): number {
    if (this.#raw[lineStart] === DASH && this.#raw[lineStart + 1] === DASH) return lineStart
    const before = this.#raw.indexOf(LINE_OF_DASHES, lineStart)
    return before < 0 ? -1 : before + 1
  }

  #lineAfter(position: number): number {
    const lineFeed = this.#raw.indexOf(LF, position)
    return lineFeed < 0 ? this.#raw.length : lineFeed + 1
  }

  /**
   * RFC 2046 §5.1.1: two dashes, a boundary, two more after the last part, and white space that means
   * nothing.
   */
  #delimiterAt(line: number): Delimiter | null {
    if (this.#boundaries.size === 0) return null
    const next = this.#lineAfter(line)
    let end = next
    for (let last = this.#raw[end - 1]; end > line + 2; last = this.#raw[end - 1]) {
      if (last !== LF && last !== CR && last !== SPACE && last !== TAB) break
      end--
    }
    const text = this.#raw.toString('utf8', line + 2, end)
    const separated = this.#boundaries.get(text)
    const closed = text.endsWith('--') ? this.#boundaries.get(text.slice(0, -2)) : undefined
    if (closed !== undefined && closed.depth > (separated?.depth ?? -1))
      return { of: closed, closes: true, next }
    return separated === undefined ? null : { of: separated, closes: false, next }
  }
}
