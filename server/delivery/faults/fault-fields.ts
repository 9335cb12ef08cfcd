import { parseDuration } from '../../units.ts'
import { FAULT_LIMITS } from './fault-limits.ts'
import { FaultSyntaxError } from './fault-syntax-error.ts'

/** Reads the values that a fault is written with; each function throws a `FaultSyntaxError` that names `path`. */

/** The fields of an object. */
export type Fields = Readonly<Record<string, unknown>>

/** A duration as text, which is `most` milliseconds at most. */
export function durationText(value: unknown, path: string, most: number): string {
  if (typeof value !== 'string') throw new FaultSyntaxError(path, 'must be a duration such as "2s"')
  let milliseconds: number
  try {
    milliseconds = parseDuration(value)
  } catch (error) {
    throw new FaultSyntaxError(path, `is wrong: ${(error as Error).message}`)
  }
  if (milliseconds <= most) return value
  throw new FaultSyntaxError(path, `must be ${most / 60_000}m at most`)
}

export function textOf(value: unknown, path: string): string {
  if (typeof value === 'string' && value !== '' && value.length <= FAULT_LIMITS.text) return value
  throw new FaultSyntaxError(path, `must be a text of 1 to ${FAULT_LIMITS.text} characters`)
}

export function wholeNumber(value: unknown, path: string, least: number, most: number): number {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most)
    return value as number
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`
  throw new FaultSyntaxError(path, `must be a whole number ${range}`)
}

/** The fields of an object that has no others than these; those that are null are left out, as YAML writes them. */
export function fieldsOf(value: unknown, path: string, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FaultSyntaxError(path, `must be an object with some of ${known.join(', ')}`)
  }
  const entries = Object.entries(value).filter(([, field]) => field !== null)
  const unknown = entries.find(([name]) => !known.includes(name))?.[0]
  if (unknown === undefined) return Object.fromEntries(entries)
  throw new FaultSyntaxError(`${path}/${unknown}`, `is not known here; there are ${known.join(', ')}`)
}

/** A field that may be left out, read if it is there. */
export function given<Name extends string, Value>(
  name: Name,
  fields: Fields,
  parse: (value: unknown) => Value,
): { [N in Name]?: Value } {
  const value = fields[name]
  return value === undefined ? {} : ({ [name]: parse(value) } as { [N in Name]: Value })
}
