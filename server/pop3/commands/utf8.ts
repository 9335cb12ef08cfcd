import { ok } from '../answer.ts'
import { noArgument } from '../arguments.ts'
import type { Pop3Command } from '../command.ts'

/** RFC 6856 §2.1. Nothing needs to be remembered: names may be UTF-8 with or without it, and messages are given as they are. */
export const UTF8 = {
  name: 'UTF8',
  states: ['authorization'],
  syntax: 'UTF8',
  parse: noArgument,
  run() {
    return ok('UTF-8 it is')
  },
} satisfies Pop3Command<undefined>
