import type { Message } from '../../client/client.ts'
import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-status.ts'
import { plainLine } from '../output/plain-text.ts'

const KINDS = ['confirm', 'reset', 'unsubscribe', 'other']

/** The likeliest one-time code. @throws CommandError when there is none */
export function findCode({ codes, ...message }: Message): string {
  if (codes[0] !== undefined) return codes[0].value
  throw new CommandError(EXIT.notFound, `there is no code in ${nameOf(message)}`)
}

/**
 * The address of a link.
 *
 * @param wanted its number, from 1 on, or its kind
 * @throws CommandError
 */
export function findLink({ links, ...message }: Message, wanted: string): string {
  const isNumber = /^[1-9]\d*$/.test(wanted)
  if (!isNumber && !KINDS.includes(wanted)) {
    throw new CommandError(EXIT.usage, `--link takes a number, from 1 on, or one of ${KINDS.join(', ')}`)
  }
  const link = isNumber ? links[Number(wanted) - 1] : links.find(({ kind }) => kind === wanted)
  if (link !== undefined) return plainLine(link.href)
  const found = links.map(({ href, kind }, index) => `\n  ${index + 1}  ${kind}  ${plainLine(href)}`).join('')
  throw new CommandError(
    EXIT.notFound,
    `there is no link ${wanted} in ${nameOf(message)}, ${found === '' ? 'nor any other' : `but:${found}`}`,
  )
}

function nameOf({ id, subject }: Pick<Message, 'id' | 'subject'>): string {
  return `message ${id} ('${plainLine(subject)}')`
}
