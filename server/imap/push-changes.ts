import type { MailboxView } from './mailbox-view.ts'
import type { ResponseWriter } from './response-writer.ts'

/** Changes of a folder being told as they happen. */
export interface Pushing {
  /** Settles when the folder was deleted; rejects with a fault of ours. */
  readonly folderGone: Promise<'folder-gone'>
  stop(): void
}

/**
 * Tells the changes of a folder in the tick in which they happen. Those of one operation go out together; to a client
 * that does not read they are told when it has caught up.
 */
export function pushChanges(view: MailboxView, out: ResponseWriter): Pushing {
  const { promise: folderGone, resolve, reject } = Promise.withResolvers<'folder-gone'>()
  let active = true
  let planned = false
  const tell = (): void => {
    planned = false
    if (!active) return
    if (out.congested) {
      planned = true
      void out.drained().then(tell)
      return
    }
    try {
      view.tell(out, { expunge: true })
    } catch (error) {
      reject(error)
    }
    out.flush()
    if (view.folder.deleted) resolve('folder-gone')
  }
  const plan = (): void => {
    if (planned) return
    planned = true
    queueMicrotask(tell)
  }
  view.onChange = plan
  // What happened since the last command is not to wait for the next change.
  plan()
  return {
    folderGone,
    stop() {
      active = false
      view.onChange = null
    },
  }
}
