import { ok } from '../answer.ts'
import { SELECTED, type ImapCommand } from '../command.ts'

/** RFC 3501 §6.4.1: everything is always as it should be. RFC 9051 knows it no more. */
export const check = {
  name: 'CHECK',
  states: SELECTED,
  parse: () => undefined,
  run: () => ok('Checked'),
} satisfies ImapCommand<undefined>
