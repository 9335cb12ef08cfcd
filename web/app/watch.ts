import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Whatever tells of its changes. */
export interface Observable {
  subscribe(listener: () => void): () => void
}

/** Renders its host again whenever one of the models it watches has changed. */
export class Watch implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #models: () => readonly Observable[]
  #subscriptions: (() => void)[] = []

  /** @param models asked for each time the host is connected, when its properties are set */
  constructor(host: ReactiveControllerHost, models: () => readonly Observable[]) {
    this.#host = host
    this.#models = models
    host.addController(this)
  }

  hostConnected(): void {
    this.#subscriptions = this.#models().map(model => model.subscribe(() => this.#host.requestUpdate()))
  }

  hostDisconnected(): void {
    for (const end of this.#subscriptions) end()
    this.#subscriptions = []
  }
}
