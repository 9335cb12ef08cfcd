/** Something that is asked before it is done, as it cannot be undone. */
export interface Question {
  readonly heading: string
  readonly text: string
  /** What the button says that does it. */
  readonly confirm: string
  readonly run: () => void
}

/** Asks the page around `element` to put a question. */
export function ask(element: EventTarget, question: Question): void {
  const detail = question
  element.dispatchEvent(new CustomEvent<Question>('question', { detail, bubbles: true, composed: true }))
}
