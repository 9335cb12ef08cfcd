import type { Listed } from '../output/message-line.ts'

/** Where messages are written to. */
export interface ExportTarget {
  add(message: Listed, raw: Buffer): Promise<void>
  /** All was added. */
  end(): Promise<void>
  /** Something went wrong: nothing half is left behind. */
  abort(): Promise<void>
}
