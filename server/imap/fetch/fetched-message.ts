import type { Entry } from '../../mailbox/entry.ts'
import { formatBodyStructure } from './body-structure.ts'
import type { DerivedText, DerivedTexts, MadeText } from './derived-texts.ts'
import { formatEnvelope } from './envelope.ts'
import { HeaderStrings } from './header-strings.ts'
import { MessageBytes } from './message-bytes.ts'

/** How the client of a FETCH wants its answers. */
export interface FetchDialect {
  readonly texts: DerivedTexts
  readonly utf8: boolean
}

/** One message of a FETCH: what its items are made from is read once, when one of them asks for it. */
export class FetchedMessage {
  readonly sequence: number
  readonly entry: Entry
  readonly isRecent: boolean
  readonly #dialect: FetchDialect
  #bytes: MessageBytes | null = null

  constructor(sequence: number, entry: Entry, isRecent: boolean, dialect: FetchDialect) {
    this.sequence = sequence
    this.entry = entry
    this.isRecent = isRecent
    this.#dialect = dialect
  }

  get bytes(): MessageBytes {
    return (this.#bytes ??= bytesOf(this.entry))
  }

  /** ENVELOPE, BODY or BODYSTRUCTURE as it is sent. It is the same for all copies: no trace field is told of there. */
  text(name: DerivedText): string {
    const { texts, utf8 } = this.#dialect
    return texts.get(this.entry.message, name, utf8, () => this.#make(name))
  }

  #make(name: DerivedText): MadeText {
    const { raw, bodyStart } = this.bytes
    const strings = new HeaderStrings(this.#dialect.utf8)
    const text =
      name === 'ENVELOPE'
        ? formatEnvelope(raw, 0, bodyStart, strings)
        : formatBodyStructure(raw, this.bytes.root, { strings, extended: name === 'BODYSTRUCTURE' })
    return { text, varies: strings.varies }
  }
}

function bytesOf({ message, trace }: Entry): MessageBytes {
  return new MessageBytes(message.raw, message.summary.bodyStart, trace)
}
