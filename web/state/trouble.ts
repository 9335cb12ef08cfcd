import { FacteurError } from '../../server/client/client.ts'
import { jsonPlaces, JsonSyntaxError, lineAt } from './json-places.ts'
import { messageOf } from './message-of.ts'

/** One thing that is wrong with a text of JSON. */
export interface Trouble {
  /** Where, as a JSON pointer; '' for the whole, and where it is no JSON at all. */
  readonly path: string
  /** What the server says about it; null when the text is no JSON. */
  readonly message: string | null
  /** The line of the text, from 1; null when it is not known. */
  readonly line: number | null
}

/** Reads JSON, or tells where it is none. */
export function readJson(text: string): { readonly value: unknown } | { readonly trouble: Trouble } {
  try {
    jsonPlaces(text)
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    const line = error instanceof JsonSyntaxError ? lineAt(text, error.position) : null
    return { trouble: { path: '', message: null, line } }
  }
}

/** What the server has to say against a text of JSON, each with its line. */
export function troublesOf(error: unknown, text: string): Trouble[] {
  const errors = error instanceof FacteurError ? (error.problem?.errors ?? []) : []
  if (errors.length === 0) return [{ path: '', message: messageOf(error), line: null }]
  const places = jsonPlaces(text)
  return errors.map(({ path, message }) => ({ path, message, line: lineOf(text, places, path) }))
}

/** The line of a value; of one that is missing, that of the innermost value which should hold it. */
function lineOf(text: string, places: ReadonlyMap<string, number>, path: string): number | null {
  for (let pointer = path; ; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
    const position = places.get(pointer)
    if (position !== undefined) return lineAt(text, position)
    if (!pointer.includes('/')) return null
  }
}
