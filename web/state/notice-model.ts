import { Model } from './model.ts'

/** How long a notice stays, in milliseconds. */
const STAYS = 6000

/** One sentence for the user: about something that went wrong, or that was done and can be looked at. */
export interface Notice {
  readonly text: string
  readonly tone: 'danger' | 'success'
  readonly link?: {
    readonly href: string
    readonly label: string
    /** The focus goes to it: it is where the user is most likely to go next. */
    readonly takesFocus?: true
  }
}

/** What the user is told for a while. */
export class NoticeModel extends Model<Notice | null> {
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super(null)
  }

  say(notice: Notice): void {
    clearTimeout(this.#timer)
    this.set(notice)
    this.#timer = setTimeout(() => this.set(null), STAYS)
  }

  /** Says what went wrong. */
  warn(text: string): void {
    this.say({ text, tone: 'danger' })
  }
}
