import type { Summary } from '../../client/client.ts'

/** Where messages are written to. */
export interface ExportTarget {
  add(message: Summary, raw: Buffer): Promise<void>
  /** All was added. */
  end(): Promise<void>
  /** Something went wrong: nothing half is left behind. */
  abort(): Promise<void>
}
