import { no, ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'

/** RFC 4978. */
export const compress = {
  name: 'COMPRESS',
  states: AFTER_LOGIN,
  capability: 'COMPRESS=DEFLATE',
  parse(reader) {
    if (!reader.tryKeyword('DEFLATE')) throw reader.error('DEFLATE')
  },
  run(session) {
    if (session.compressed) return no('The connection is compressed already', 'COMPRESSIONACTIVE')
    return { ...ok('From here on, all is deflated'), next: 'compress' }
  },
} satisfies ImapCommand<void>
