import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** wide: three panes; medium: two, mailboxes in a drawer; narrow: one at a time. */
export type LayoutName = 'wide' | 'medium' | 'narrow'

const WIDE = '(min-width: 1000px)'
const NARROW = '(max-width: 699.98px)'

/** How many panes there is room for; renders its host again when that changes. */
export class Layout implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #wide = matchMedia(WIDE)
  readonly #narrow = matchMedia(NARROW)
  readonly #changed = () => this.#host.requestUpdate()

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  get name(): LayoutName {
    if (this.#wide.matches) return 'wide'
    return this.#narrow.matches ? 'narrow' : 'medium'
  }

  hostConnected(): void {
    this.#wide.addEventListener('change', this.#changed)
    this.#narrow.addEventListener('change', this.#changed)
  }

  hostDisconnected(): void {
    this.#wide.removeEventListener('change', this.#changed)
    this.#narrow.removeEventListener('change', this.#changed)
  }
}
