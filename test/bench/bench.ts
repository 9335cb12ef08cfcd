import type { Result } from './result.ts'

/** What every bench gets. */
export interface BenchContext {
  /** Milliseconds of one measurement of throughput. */
  readonly milliseconds: number
  /** A server to compare with, given by address. */
  readonly peer: Peer | null
  /** Takes one result as soon as it is there. */
  report(result: Result): void
}

export interface Peer {
  readonly smtp: { readonly host: string; readonly port: number }
}

/** One bench: its name for `--only`, what it measures, and how. */
export interface Bench {
  readonly name: string
  readonly title: string
  run(context: BenchContext): Promise<void>
}
