import type { Envelope } from './envelope.ts'

/** Characters of recipients that a note in the feed names at most; the feed keeps many notes. */
const NOTED_CHARACTERS = 8 * 1024

/** A copy of an envelope with as many of its recipients as a note may name. */
export function boundedEnvelope({ from, to }: Envelope): Envelope {
  let characters = 0
  const over = to.findIndex(path => {
    characters += path.argument.length + JSON.stringify(path.parameters).length
    return characters > NOTED_CHARACTERS
  })
  return { from, to: over < 0 ? [...to] : to.slice(0, over) }
}
