import type { Pop3Command } from './command.ts'
import { APOP } from './commands/apop.ts'
import { AUTH } from './commands/auth.ts'
import { CAPA } from './commands/capa.ts'
import { DELE } from './commands/dele.ts'
import { LANG } from './commands/lang.ts'
import { LIST } from './commands/list.ts'
import { NOOP } from './commands/noop.ts'
import { PASS } from './commands/pass.ts'
import { QUIT } from './commands/quit.ts'
import { RETR } from './commands/retr.ts'
import { RSET } from './commands/rset.ts'
import { STAT } from './commands/stat.ts'
import { STLS } from './commands/stls.ts'
import { TOP } from './commands/top.ts'
import { UIDL } from './commands/uidl.ts'
import { USER } from './commands/user.ts'
import { UTF8 } from './commands/utf8.ts'

const ALL: readonly Pop3Command[] = [
  USER,
  PASS,
  APOP,
  AUTH,
  STLS,
  CAPA,
  UTF8,
  LANG,
  STAT,
  LIST,
  UIDL,
  RETR,
  TOP,
  DELE,
  NOOP,
  RSET,
  QUIT,
]

/** Every command, by its name. */
export const COMMANDS: ReadonlyMap<string, Pop3Command> = new Map(ALL.map(command => [command.name, command]))
