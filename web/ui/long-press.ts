import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** How long a finger rests until that means something else than a tap, in milliseconds. */
const HOLD = 450
/** How far it may stray meanwhile, in CSS pixels. */
const STRAY = 10

/** Hears when a finger rests on its host. The click that follows is kept from everyone. */
export class LongPress implements ReactiveController {
  readonly #held: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #from = { x: 0, y: 0 }
  #wasHeld = false

  constructor(host: ReactiveControllerHost & HTMLElement, held: () => void) {
    this.#held = held
    host.addController(this)
    host.addEventListener('pointerdown', this.#down)
    host.addEventListener('pointermove', this.#moved)
    for (const type of ['pointerup', 'pointercancel', 'pointerleave']) host.addEventListener(type, this.#over)
    host.addEventListener('click', this.#clicked, { capture: true })
    host.addEventListener('contextmenu', this.#menu)
  }

  hostDisconnected(): void {
    this.#over()
  }

  readonly #down = ({ pointerType, clientX, clientY }: PointerEvent) => {
    this.#wasHeld = false
    if (pointerType !== 'touch') return
    this.#from = { x: clientX, y: clientY }
    this.#timer = setTimeout(() => {
      this.#wasHeld = true
      this.#held()
    }, HOLD)
  }

  readonly #moved = ({ clientX, clientY }: PointerEvent) => {
    if (Math.hypot(clientX - this.#from.x, clientY - this.#from.y) > STRAY) this.#over()
  }

  readonly #over = () => clearTimeout(this.#timer)

  readonly #clicked = (event: Event) => {
    if (!this.#wasHeld) return
    this.#wasHeld = false
    event.stopImmediatePropagation()
    event.preventDefault()
  }

  /** Browsers on telephones open a menu for the same gesture. */
  readonly #menu = (event: Event) => {
    if (this.#wasHeld) event.preventDefault()
  }
}
