import type { TemplateResult } from 'lit'

/** An element, and what it looks like in each of its states. */
export interface ElementStates {
  readonly element: string
  readonly states: readonly (readonly [name: string, example: TemplateResult])[]
}

export const LONG =
  'A subject that goes on and on, since nobody stopped the person who wrote it and nothing cut it short'
