import { Model } from '../state/model.ts'
import { formatRoute, parseRoute, type Route } from './route.ts'

/** The route the address bar shows; follows back and forward. */
export class Router extends Model<Route> {
  readonly #window: Window

  constructor(window: Window) {
    super(parseRoute(window.location.pathname, window.location.search))
    this.#window = window
    window.addEventListener('popstate', () =>
      this.set(parseRoute(window.location.pathname, window.location.search)),
    )
  }

  /** Shows `change` applied to the present route, as a new step of the history. */
  go(change: Partial<Route>): void {
    this.#show({ ...this.value, ...change }, 'pushState')
  }

  /** Shows `change` applied to the present route in place of the present step of the history. */
  replace(change: Partial<Route>): void {
    this.#show({ ...this.value, ...change }, 'replaceState')
  }

  #show(route: Route, how: 'pushState' | 'replaceState'): void {
    const address = formatRoute(route)
    if (address === formatRoute(this.value)) return
    this.#window.history[how](null, '', address)
    this.set(route)
  }
}
