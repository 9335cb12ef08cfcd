import { bad, ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'
import { takeLeaveOfFolder } from '../lost-folder.ts'
import { pushChanges } from '../push-changes.ts'

/** RFC 9051 §6.3.13: what changes in the selected folder is told as it happens, until the client says DONE. */
export const idle = {
  name: 'IDLE',
  states: AFTER_LOGIN,
  capability: 'IDLE',
  parse: () => undefined,
  async run({ view }, _, out, lines) {
    out.continuation('Say DONE when you have had enough')
    const line = lines.next()
    const pushing = view === null ? null : pushChanges(view, out)
    const said = await (pushing === null ? line : Promise.race([line, pushing.folderGone]))
    pushing?.stop()
    if (said === 'folder-gone') return takeLeaveOfFolder(out)
    const done = said !== null && new TextDecoder('latin1').decode(said).trim().toUpperCase() === 'DONE'
    return done ? ok('That was it') : bad('IDLE: expected DONE')
  },
} satisfies ImapCommand<undefined>
