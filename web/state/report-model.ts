import type { Problem } from '../../server/http/contract.ts'
import { Model } from './model.ts'

/** What can be reported on a message; the first five are bounces. */
export const REPORT_KINDS = [
  'hard',
  'soft',
  'full',
  'unknown',
  'policy',
  'complaint',
  'auto-reply',
  'receipt',
] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** A report that somebody asks for. */
export interface ReportRequest {
  readonly kind: ReportKind
  /** Who reports: an address of the envelope. */
  readonly recipient: string | undefined
}

/** Has the report on a message made; gives its id. */
export type MakeReport = (id: string, request: ReportRequest) => Promise<{ readonly id: string }>

export interface Reporting {
  readonly phase: 'ready' | 'making' | 'failed'
  /** Why there can be no such report, as the server says it. */
  readonly reason: string
}

const READY: Reporting = { phase: 'ready', reason: '' }

/** The report that is asked for, and why there is none. */
export class ReportModel extends Model<Reporting> {
  readonly #make: MakeReport

  constructor(make: MakeReport) {
    super(READY)
    this.#make = make
  }

  /** Has a report made on the message `id`; undefined when there can be none, or another is under way. */
  async make(id: string, request: ReportRequest): Promise<string | undefined> {
    if (this.value.phase === 'making') return undefined
    this.set({ phase: 'making', reason: '' })
    try {
      const report = await this.#make(id, request)
      this.set(READY)
      return report.id
    } catch (error) {
      this.set({ phase: 'failed', reason: reasonOf(error) })
      return undefined
    }
  }

  /** Forgets what was wrong, as something else is asked for now. */
  forget(): void {
    if (this.value.phase === 'failed') this.set(READY)
  }
}

function reasonOf(error: unknown): string {
  const { problem } = error as { problem?: Problem | null }
  return problem?.detail ?? (error instanceof Error ? error.message : '')
}
