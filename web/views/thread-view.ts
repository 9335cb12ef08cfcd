import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Summary } from '../../server/http/contract.ts'
import { formatExactTime, formatListTime } from '../app/format-time.ts'
import { formatRoute, routeOf } from '../app/route.ts'
import type { Router } from '../app/router.ts'
import { Watch } from '../app/watch.ts'
import { formatCount, locale, words } from '../app/words/words.ts'
import { ALL_MAIL } from '../state/mailbox.ts'
import type { NowModel } from '../state/now-model.ts'
import type { ThreadModel } from '../state/thread-model.ts'
import type { VisibleModel } from '../state/visible-model.ts'
import '../ui/conversation-strip.ts'
import type { ConversationItem } from '../ui/conversation-strip.ts'
import { senderOf } from './row-content.ts'

/** The conversation that the open message is part of; nothing when it stands alone. */
@customElement('thread-view')
export class ThreadView extends LitElement {
  @property({ attribute: false }) thread!: ThreadModel
  @property({ attribute: false }) visible!: VisibleModel
  @property({ attribute: false }) now!: NowModel
  @property({ attribute: false }) router!: Router

  constructor() {
    super()
    new Watch(this, () => [this.thread, this.now, this.router])
  }

  protected override render() {
    const { id, value } = this.thread.value
    if (value === null || id !== this.router.value.id || value.total < 2) return nothing
    return html`<conversation-strip
      label=${words().conversation(value.total, formatCount(value.total))}
      current=${id ?? ''}
      .items=${value.items.map(summary => this.#item(summary))}
    ></conversation-strip>`
  }

  #item(summary: Summary): ConversationItem {
    const { id, receivedAt, subject, seen } = summary
    const at = Date.parse(receivedAt)
    const sender = senderOf(summary)
    return {
      id,
      href: this.#address(id),
      sender,
      time: formatListTime(at, this.now.value, locale()),
      hint: [sender, subject || words().noSubject, formatExactTime(at, locale())].join('\n'),
      seen,
    }
  }

  /** Where the list on show has it, else in all mail. */
  #address(id: string): string {
    const route = this.router.value
    const isListed = route.mailbox.kind === 'all' || this.visible.value.rows.some(row => row.id === id)
    return formatRoute(isListed ? { ...route, id, writing: null } : { ...routeOf(ALL_MAIL), id })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'thread-view': ThreadView
  }
}
