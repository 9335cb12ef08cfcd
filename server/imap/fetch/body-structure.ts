import { isAscii } from 'node:buffer'
import { FieldCursor } from '../../message/field-cursor.ts'
import { fieldText } from '../../message/header.ts'
import type { Part } from '../../message/part.ts'
import { EMPTY_ENVELOPE, formatEnvelope } from './envelope.ts'
import type { HeaderStrings } from './header-strings.ts'
import { joinedParameters } from './joined-parameters.ts'

/** A text without anything in it. */
const EMPTY_TEXT = '("text" "plain" NIL NIL NIL "7bit" 0 0)'

/** The extension data of such a text: MD5, disposition, language and location. */
const NO_EXTENSION = 'NIL NIL NIL NIL'

/**
 * The BODYSTRUCTURE of a part (RFC 9051 §7.5.2), legal syntax whatever the bytes are. How deep it goes is bounded
 * by the limits of the MIME tree.
 *
 * @param extended with extension data; without, what BODY gives
 */
export function formatBodyStructure(
  raw: Buffer,
  root: Part,
  { strings, extended }: { strings: HeaderStrings; extended: boolean },
): string {
  return new BodyStructureWriter(raw, strings, extended).format(root)
}

/** What only extension data tells of the content fields, as it is sent. */
interface Extension {
  readonly md5: string
  readonly language: string
  readonly location: string
}

/** Bodies up to this size become a string for a moment. */
const SHORT = 64 * 1024

/** Line feeds of a body: of a short one in a single call, as one call for each line would take three times as long. */
function countLines(raw: Buffer, part: Part): number {
  if (part.end - part.bodyStart > SHORT) return part.lines
  return raw.toString('latin1', part.bodyStart, part.end).match(/\n/g)?.length ?? 0
}

class BodyStructureWriter {
  readonly #raw: Buffer
  readonly #strings: HeaderStrings
  readonly #extended: boolean

  constructor(raw: Buffer, strings: HeaderStrings, extended: boolean) {
    this.#raw = raw
    this.#strings = strings
    this.#extended = extended
  }

  format(part: Part): string {
    if (part.type === 'multipart') return this.#multipart(part)
    const fields = this.#fields(part)
    if (this.#isMessage(part)) fields.push(...this.#messageFields(part))
    else if (part.type === 'text') fields.push(String(countLines(this.#raw, part)))
    if (this.#extended) fields.push(...this.#partExtension(part))
    return `(${fields.join(' ')})`
  }

  #multipart(part: Part): string {
    const children = part.children.map(child => this.format(child)).join('')
    // RFC 9051 §9, body-type-mpart: there is at least one part.
    const fields = [children === '' ? this.#standIn(part) : children, this.#strings.string(part.subtype)]
    if (this.#extended) {
      const { language, location } = this.#extension(part)
      fields.push(this.#parameters(part.parameters), this.#disposition(part), language, location)
    }
    return `(${fields.join(' ')})`
  }

  /** What is all one text when no boundary was found; BODY[1] gives it. */
  #standIn({ bodyStart, end, lines }: Part): string {
    const encoding = isAscii(this.#raw.subarray(bodyStart, end)) ? '7bit' : '8bit'
    const fields = `"text" "plain" NIL NIL NIL "${encoding}" ${end - bodyStart} ${lines}`
    return this.#extended ? `(${fields} ${NO_EXTENSION})` : `(${fields})`
  }

  #isMessage({ type, subtype }: Part): boolean {
    if (type !== 'message') return false
    // RFC 3501 §9 knows the envelope of message/rfc822 alone; RFC 9051 §9 that of message/global too.
    if (subtype === 'global') this.#strings.varies = true
    return subtype === 'rfc822' || (subtype === 'global' && this.#strings.utf8)
  }

  /** RFC 9051 §7.5.2: a message has its envelope, its structure and its size in lines. */
  #messageFields({ message, lines }: Part): string[] {
    // What is encoded or lies too deep is not looked into.
    if (message === null) return [EMPTY_ENVELOPE, EMPTY_TEXT, String(lines)]
    const envelope = formatEnvelope(this.#raw, message.headerStart, message.bodyStart, this.#strings)
    return [envelope, this.format(message), String(lines)]
  }

  /** RFC 9051 §9, body-fields, with the media type before them. */
  #fields({ type, subtype, parameters, id, description, encoding, bodyStart, end }: Part): string[] {
    const strings = this.#strings
    return [
      strings.string(type),
      strings.string(subtype),
      this.#parameters(parameters),
      strings.nstring(id),
      strings.nstring(description),
      strings.string(encoding),
      String(end - bodyStart),
    ]
  }

  #parameters(parameters: Readonly<Record<string, string>>): string {
    let list = ''
    for (const [name, value] of Object.entries(joinedParameters(parameters))) {
      list += `${list === '' ? '(' : ' '}${this.#strings.string(name)} ${this.#strings.string(value)}`
    }
    return list === '' ? 'NIL' : `${list})`
  }

  #partExtension(part: Part): string[] {
    const { md5, language, location } = this.#extension(part)
    return [md5, this.#disposition(part), language, location]
  }

  #disposition({ disposition }: Part): string {
    if (disposition === null) return 'NIL'
    return `(${this.#strings.string(disposition.type)} ${this.#parameters(disposition.parameters)})`
  }

  #extension({ headerStart, bodyStart }: Part): Extension {
    const raw = this.#raw
    let md5: string | undefined
    let language: string | undefined
    let location: string | undefined
    const cursor = new FieldCursor(raw, headerStart, bodyStart)
    while (cursor.next()) {
      if (!cursor.startsWith('content-')) continue
      if (cursor.isNamed('content-md5')) md5 ??= fieldText(raw, cursor)
      else if (cursor.isNamed('content-language')) language ??= fieldText(raw, cursor)
      else if (cursor.isNamed('content-location')) location ??= fieldText(raw, cursor)
    }
    return {
      md5: this.#strings.nstring(md5 ?? null),
      language: this.#languages(language ?? ''),
      location: this.#strings.nstring(location ?? null),
    }
  }

  /** RFC 9051 §9, body-fld-lang: one language tag, or several in parentheses. */
  #languages(value: string): string {
    const tags = value.split(',').flatMap(tag => tag.trim() || [])
    if (tags.length <= 1) return this.#strings.nstring(tags[0] ?? null)
    return `(${tags.map(tag => this.#strings.string(tag)).join(' ')})`
  }
}
