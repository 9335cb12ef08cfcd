import { listenTo } from '../ui/listen-to.ts'

/**
 * Hands the keys that are pressed in a document on to the element that shows it, as if they were pressed there; a key that means
 * something in the page does nothing more in the document. The document runs nothing of its own: it is the page that listens.
 */
export function forwardKeys(shown: Document, to: Element): void {
  const pressed = (event: Event) => {
    const { target, key } = event as KeyboardEvent
    // Enter on a link follows it.
    const isLink = (target as Partial<Element> | null)?.closest?.('a, summary') != null
    if (event.defaultPrevented || (isLink && key === 'Enter')) return
    const { code, ctrlKey, metaKey, altKey, shiftKey, isComposing, repeat } = event as KeyboardEvent
    const same = { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing, repeat }
    const handed = new KeyboardEvent('keydown', { ...same, bubbles: true, composed: true, cancelable: true })
    if (!to.dispatchEvent(handed)) event.preventDefault()
  }
  listenTo(shown, 'keydown', pressed)
}
