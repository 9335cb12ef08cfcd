import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { listenTo } from '../ui/listen-to.ts'

/** Files that are dragged over the page and dropped on it; renders its host again when they come and go. */
export class FileDrop implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #dropped: (files: readonly File[]) => void
  #isOver = false

  constructor(host: ReactiveControllerHost, dropped: (files: readonly File[]) => void) {
    this.#host = host
    this.#dropped = dropped
    host.addController(this)
  }

  /** Whether files are over the page. */
  get isOver(): boolean {
    return this.#isOver
  }

  hostConnected(): void {
    for (const [type, listener] of this.#listeners) window.addEventListener(type, listener)
  }

  hostDisconnected(): void {
    for (const [type, listener] of this.#listeners) window.removeEventListener(type, listener)
  }

  /** Hears also what is dragged over another document that is shown in the page, which would open the file itself. */
  listenTo(shown: Document): void {
    listenTo(shown, 'dragover', event => this.#over(event as DragEvent))
    listenTo(shown, 'drop', event => this.#drop(event as DragEvent))
  }

  readonly #over = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return
    event.preventDefault()
    this.#set(true)
  }

  readonly #leave = (event: DragEvent) => {
    // Within the page one element is left for another; only the way out has none.
    if (event.relatedTarget === null) this.#set(false)
  }

  readonly #drop = (event: DragEvent) => {
    if (!this.#isOver) return
    event.preventDefault()
    this.#set(false)
    this.#dropped([...(event.dataTransfer?.files ?? [])])
  }

  readonly #listeners = [
    ['dragover', this.#over],
    ['dragleave', this.#leave],
    ['drop', this.#drop],
  ] as const

  #set(isOver: boolean): void {
    if (isOver === this.#isOver) return
    this.#isOver = isOver
    this.#host.requestUpdate()
  }
}
