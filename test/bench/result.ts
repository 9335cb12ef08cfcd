/** One line of the bench's table. */
export interface Result {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** The same measured on the floor, where there is one. */
  readonly floor?: number
  readonly peer?: number
  /** None: the figure is told, not judged. */
  readonly expected: readonly Expectation[]
}

/** What the figure should reach, in words and as a test of it. */
export interface Expectation {
  readonly text: string
  readonly met: boolean
}

/** `atLeast(1.5, value, floor, 'floor')`: the value is to be at least 1.5 times the floor's. */
export function atLeast(times: number, value: number, other: number, name: string): Expectation {
  return { text: `≥ ${times} × ${name}`, met: value >= times * other }
}

export function atMost(limit: number, value: number, unit: string): Expectation {
  return { text: `≤ ${limit} ${unit}`, met: value <= limit }
}

const COLUMNS = ['', 'Facteur', 'floor', 'ratio', 'peer', 'ratio', 'expected', '']

/** Sets results as a table of plain text, one line each, columns aligned. */
export function formatResults(results: readonly Result[]): string {
  const rows = [COLUMNS, ...results.map(cells)]
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows
    .map(row =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, column === 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function cells({ what, value, unit, floor, peer, expected }: Result): string[] {
  return [
    what,
    `${number(value)} ${unit}`,
    floor === undefined ? '' : number(floor),
    floor === undefined ? '' : `${number(value / floor)} ×`,
    peer === undefined ? '' : number(peer),
    peer === undefined ? '' : `${number(value / peer)} ×`,
    expected.map(expectation => expectation.text).join(', '),
    expected.length === 0 ? '' : expected.every(expectation => expectation.met) ? 'met' : 'MISSED',
  ]
}

function number(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

function pad(cell: string, width: number, left: boolean): string {
  return left ? cell.padEnd(width) : cell.padStart(width)
}
