import { no, type Answer } from './answer.ts'
import type { ResponseWriter } from './response-writer.ts'

const TEXT = 'The selected folder was deleted'

/**
 * Ends the session of a client whose selected folder was deleted elsewhere. RFC 2180 §3.3: it is disconnected, as it
 * would otherwise go on with a folder that no mail reaches any more.
 */
export function takeLeaveOfFolder(out: ResponseWriter): Answer {
  out.bye(TEXT, 'NONEXISTENT')
  return { ...no(TEXT, 'NONEXISTENT'), next: 'close' }
}
