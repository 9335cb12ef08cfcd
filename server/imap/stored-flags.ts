import { systemFlag } from '../mailbox/flags.ts'
import type { Marks } from '../mailbox/flags.ts'
import type { ArgumentReader } from './wire/argument-reader.ts'

/**
 * Reads the flags that STORE or APPEND is to set. RFC 9051 §9, flag: \Recent is none of them, and no other flag with
 * a backslash is known here.
 *
 * @throws ImapSyntaxError
 */
export function parseStoredFlags(reader: ArgumentReader): Marks {
  const start = reader.position
  const keywords: string[] = []
  let flags = 0
  for (const name of reader.flagList()) {
    const bit = systemFlag(name)
    if (bit !== undefined) flags |= bit
    else if (name.startsWith('\\'))
      throw reader.error(`flags that a client can set, which ${name} is not,`, start)
    else keywords.push(name)
  }
  return { flags, keywords }
}
