import { css, html, LitElement, nothing, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'

/** Outlines on a grid of 16, drawn with a line of 1.5. */
const PATHS = {
  all: 'M2 9.5 4 3.5h8l2 6v3a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1zM2 9.5h3.5l1 2h3l1-2H14',
  account: 'M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8zM3 13.5c.5-2.4 2.5-3.7 5-3.7s4.5 1.3 5 3.7',
  folder: 'M2 4.2a1 1 0 0 1 1-1h3l1.5 1.8H13a1 1 0 0 1 1 1v5.8a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3 14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  trash: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.7 7v4M9.3 7v4',
  flag: 'M4 14V2.5M4 3h8l-1.8 3L12 9H4',
  unread: 'M2.5 4h11v8.5h-11zM2.5 4.5 8 9l5.5-4.5',
  read: 'M2.5 6.5 8 2.5l5.5 4v6.5h-11zM2.5 7 8 10.5 13.5 7',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  forward: 'M6.5 3.5 11 8l-4.5 4.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  up: 'M3.5 10 8 5.5l4.5 4.5',
  clip: 'M13 7.5 8.2 12.3a3 3 0 0 1-4.2-4.2l5-5a2 2 0 0 1 2.8 2.8l-5 5a1 1 0 0 1-1.4-1.4L9.8 5.1',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'M3 8.5 6.5 12 13 4.5',
  download: 'M8 2.5v7.5M5 7.2 8 10.2l3-3M2.5 13.5h11',
  link: 'M6.8 9.2 9.2 6.8M7.5 4.8l1.3-1.3a2.6 2.6 0 0 1 3.7 3.7l-1.3 1.3M8.5 11.2l-1.3 1.3a2.6 2.6 0 0 1-3.7-3.7l1.3-1.3',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  settings: 'M2.5 5h6M11.5 5h2M10 3.5v3M2.5 11h2M7.5 11h6M6 9.5v3',
  keyboard: 'M1.5 4h13v8h-13zM4 6.7h.01M6.7 6.7h.01M9.3 6.7h.01M12 6.7h.01M5 9.5h6',
  book: 'M3 3h4.2l.8.8.8-.8H13v9.5H8.8l-.8.8-.8-.8H3zM8 4v9',
  phone: 'M4.5 1.5h7v13h-7zM7.5 12.3h1',
  tablet: 'M3 1.5h10v13H3zM7.5 12.3h1',
  desktop: 'M1.5 3h13v8h-13zM5.5 13.5h5M8 11v2.5',
  moon: 'M13.5 9.8A5.8 5.8 0 0 1 6.2 2.5a5.8 5.8 0 1 0 7.3 7.3z',
  picture: 'M2 3h12v10H2zM2.5 11.5 6 8l2.5 2.5L11 8l3 3M5.5 5.8h.01',
  file: 'M4 1.5h5l3.5 3.5v9.5H4zM8.8 1.8v3.4h3.4',
  warning: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.9h.01',
  unplugged: 'M2 2l12 12M4 6.5a6 6 0 0 1 2-1.2M8.5 4.9a6 6 0 0 1 3.5 1.6M6 9.2a3 3 0 0 1 1.5-.8M8 12h.01',
  reply: 'M6.5 3.5 2.5 7.5l4 4M2.5 7.5h6a5 5 0 0 1 5 5',
  'reply-all': 'M5.5 4 2 7.5 5.5 11M9 4 5.5 7.5 9 11M5.5 7.5h4a4.5 4.5 0 0 1 4.5 4.5',
  pass: 'M9.5 3.5l4 4-4 4M13.5 7.5h-6a5 5 0 0 0-5 5',
  write: 'M3 13l.7-3L11 2.7l2.3 2.3L6 12.3zM9.5 4.2l2.3 2.3',
  star: 'M8 2.2l1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4L2.2 6.5l4-.6z',
  thread: 'M2.5 3h8v5.5h-5L2.5 11zM12.5 6h1v5.5h0V14l-2.8-2.5H7',
  eye: 'M1.5 8C3 5 5.3 3.7 8 3.7S13 5 14.5 8C13 11 10.7 12.3 8 12.3S3 11 1.5 8zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  send: 'M14 2 7 9M14 2 9.5 14 7 9 2 6.5z',
  tag: 'M2.5 2.5h5l6 6-5 5-6-6zM5.3 5.3h.01',
  plus: 'M8 3v10M3 8h10',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h6.5a4 4 0 0 1 0 8H6',
} as const

export type IconName = keyof typeof PATHS

/** A picture that says nothing to screen readers: what stands beside it, or its button, has the words. */
@customElement('app-icon')
export class AppIcon extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
      width: 16px;
      height: 16px;
    }
    svg {
      width: 100%;
      height: 100%;
      fill: none;
      stroke: currentcolor;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    :host([filled]) path {
      fill: currentcolor;
    }
  `

  @property() name: IconName | undefined
  @property({ type: Boolean, reflect: true }) filled = false

  protected override render() {
    if (this.name === undefined) return nothing
    return html`<svg viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${PATHS[this.name]} />`}</svg>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'app-icon': AppIcon
  }
}
