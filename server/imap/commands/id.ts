import { ok } from '../answer.ts'
import { ANY_STATE, type ImapCommand } from '../command.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'
import { formatQuoted } from '../wire/string-format.ts'

/** RFC 2971 §3.3: most pairs of a name and a value. */
const MOST_PAIRS = 30

/** RFC 2971: who is at the other end. What the client says of itself is read, and not kept. */
export const id = {
  name: 'ID',
  states: ANY_STATE,
  capability: 'ID',
  parse(reader) {
    if (!reader.tryKeyword('NIL')) parsePairs(reader)
  },
  run({ context }, _, out) {
    out.untagged(`ID ("name" "Facteur" "version" ${formatQuoted(context.version)})`)
    return ok('Pleased to meet you')
  },
} satisfies ImapCommand<void>

function parsePairs(reader: ArgumentReader): void {
  let count = 0
  const read = (): void => {
    // RFC 2971 §4: names and values take turns; a name is a string, a value may be NIL.
    if (count++ % 2 === 0) reader.string('the name of a field')
    else reader.nstring('the value of a field')
  }
  reader.list(read)
  if (count % 2 !== 0) throw reader.error('a value for each name')
  if (count > MOST_PAIRS * 2) throw reader.error(`at most ${MOST_PAIRS} fields`)
}
