import type { KeyTarget } from './keyboard.ts'

/** What an element does with keys by itself. @param path the elements of the event, from the inside out */
export function keyTargetOf(path: readonly EventTarget[]): KeyTarget {
  const [element] = path
  if (!(element instanceof HTMLElement)) return 'page'
  if (element.isContentEditable || element.matches('input, textarea, select')) return 'text-field'
  if (element.matches('a, button, summary, [role="tab"], [role="radio"]')) return 'control'
  return path.some(outer => outer instanceof HTMLElement && outer.matches('[role="tabpanel"]'))
    ? 'text'
    : 'page'
}
