import { Model } from './model.ts'

/** How long a notice stays, in milliseconds. */
const STAYS = 6000

/** One sentence for the user about something that went wrong, for a while. */
export class NoticeModel extends Model<string | null> {
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super(null)
  }

  say(text: string): void {
    clearTimeout(this.#timer)
    this.set(text)
    this.#timer = setTimeout(() => this.set(null), STAYS)
  }
}
