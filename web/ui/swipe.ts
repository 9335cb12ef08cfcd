import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { isSwipe, type Touched } from './is-swipe.ts'
import { listenTo } from './listen-to.ts'

/** Hears swipes to the right over its host, and over other documents that are shown in it. */
export class Swipe implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget
  readonly #swiped: () => void
  #from: Touched | null = null

  constructor(host: ReactiveControllerHost & EventTarget, swiped: () => void) {
    this.#host = host
    this.#swiped = swiped
    host.addController(this)
  }

  hostConnected(): void {
    this.listenTo(this.#host)
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('touchstart', this.#began)
    this.#host.removeEventListener('touchend', this.#ended)
  }

  listenTo(target: EventTarget): void {
    listenTo(target, 'touchstart', this.#began, { passive: true })
    listenTo(target, 'touchend', this.#ended, { passive: true })
  }

  readonly #began = (event: Event) => {
    const { touches, timeStamp } = event as TouchEvent
    const [touch] = touches
    // What is scrolled sideways goes back to its beginning first.
    const isScrolled = event.composedPath().some(target => ((target as Partial<Element>).scrollLeft ?? 0) > 0)
    const isOne = touch !== undefined && touches.length === 1 && !isScrolled
    this.#from = isOne ? { x: touch.screenX, y: touch.screenY, at: timeStamp } : null
  }

  readonly #ended = (event: Event) => {
    const { changedTouches, timeStamp } = event as TouchEvent
    const [touch] = changedTouches
    const from = this.#from
    this.#from = null
    if (from === null || touch === undefined) return
    if (isSwipe(from, { x: touch.screenX, y: touch.screenY, at: timeStamp })) this.#swiped()
  }
}
