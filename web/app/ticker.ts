import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Renders its host again as time goes by, while the page is looked at. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #delay: () => number | null
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #seen = () => {
    if (!document.hidden) this.#host.requestUpdate()
  }

  /** @param delay asked after each rendering: milliseconds until the next one is due; null when nothing moves */
  constructor(host: ReactiveControllerHost, delay: () => number | null) {
    this.#host = host
    this.#delay = delay
    host.addController(this)
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#seen)
    this.#host.requestUpdate()
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#seen)
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  hostUpdated(): void {
    clearTimeout(this.#timer)
    const delay = this.#delay()
    if (delay !== null) this.#timer = setTimeout(this.#seen, delay)
  }
}
