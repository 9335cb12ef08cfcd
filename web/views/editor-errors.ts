import { deliveryWords } from '../app/words/delivery-words.ts'
import { formatCount } from '../app/words/words.ts'
import type { Trouble } from '../state/trouble.ts'
import type { EditorError } from '../ui/json-editor.ts'

/** What is wrong with a text, in words. */
export function editorErrors(troubles: readonly Trouble[]): EditorError[] {
  const { noJson, line: lineWord } = deliveryWords()
  return troubles.map(({ path, message, line }) => ({
    path,
    message: message ?? noJson,
    line,
    place: line === null ? '' : lineWord(formatCount(line)),
  }))
}
