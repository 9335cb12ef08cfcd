import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { InboxActions } from '../app/inbox-actions.ts'
import { words } from '../app/words/words.ts'
import type { Row } from '../state/row.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import '../ui/icon-button.ts'

/** What can be done with the open message. */
@customElement('message-actions')
export class MessageActions extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: flex;
        gap: var(--space-1);
        container-type: inline-size;
        flex: 1;
        justify-content: flex-end;
      }
      /* On a telephone there is room for what is done often. */
      @container (max-width: 240px) {
        copy-button,
        .report,
        .unread {
          display: none;
        }
      }
      .parted {
        margin-right: var(--space-3);
      }
    `,
  ]

  @property({ attribute: false }) row!: Row
  @property({ attribute: false }) actions!: InboxActions

  protected override render() {
    const { row, actions } = this
    const w = words()
    return html`<icon-button
        icon="reply"
        label=${w.answers.reply}
        shortcut="a"
        @click=${() => actions.writing.begin('reply')}
      ></icon-button>
      <icon-button
        icon="reply-all"
        label=${w.answers['reply-all']}
        shortcut="Shift A"
        @click=${() => actions.writing.begin('reply-all')}
      ></icon-button>
      <icon-button
        class="parted"
        icon="pass"
        label=${w.answers.forward}
        shortcut="f"
        @click=${() => actions.writing.begin('forward')}
      ></icon-button>
      <icon-button
        class="unread"
        icon=${row.seen ? 'unread' : 'read'}
        label=${row.seen ? w.markUnread : w.markRead}
        shortcut="u"
        @click=${() => actions.toggleSeen()}
      ></icon-button>
      <icon-button
        icon="flag"
        label=${w.flag}
        shortcut="s"
        .pressed=${row.flagged}
        @click=${() => actions.toggleFlagged()}
      ></icon-button>
      <icon-button icon="tag" label=${w.tags} shortcut="t" @click=${() => this.#ask('tags')}></icon-button>
      <icon-button
        class="report"
        icon="bounce"
        label=${w.actions.report}
        shortcut="b"
        @click=${() => this.#ask('report')}
      ></icon-button>
      <copy-button .text=${row.id} .label=${w.copyId}></copy-button>
      <a
        class="square"
        href="/api/v1/messages/${row.id}/raw"
        download="${row.id}.eml"
        aria-label=${w.downloadEml}
        title=${w.downloadEml}
        ><app-icon name="download"></app-icon
      ></a>
      <icon-button
        icon="trash"
        label=${w.delete}
        shortcut="d"
        @click=${() => actions.remove()}
      ></icon-button>`
  }

  #ask(window: 'tags' | 'report'): void {
    this.dispatchEvent(new CustomEvent<string>('ask', { detail: window, bubbles: true, composed: true }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'message-actions': MessageActions
  }
}
