import type { KeyTarget } from './keyboard.ts'

/** What an element does with keys by itself. */
export function keyTargetOf(element: EventTarget | undefined): KeyTarget {
  if (!(element instanceof HTMLElement)) return 'page'
  if (element.isContentEditable || element.matches('input, textarea, select')) return 'text-field'
  return element.matches('a, button, summary, [role="tab"], [role="radio"]') ? 'control' : 'page'
}
