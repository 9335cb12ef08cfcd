import { ok } from '../answer.ts'
import { noArgument } from '../arguments.ts'
import type { Pop3Command } from '../command.ts'

/** RFC 1939 §5. */
export const NOOP = {
  name: 'NOOP',
  states: ['transaction'],
  syntax: 'NOOP',
  parse: noArgument,
  run() {
    return ok('nothing done')
  },
} satisfies Pop3Command<undefined>
