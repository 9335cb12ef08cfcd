import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Router } from '../app/router.ts'
import { SESSIONS } from '../app/session-pane.ts'
import type { Sessions } from '../app/sessions.ts'
import { Watch } from '../app/watch.ts'
import type { InfoModel } from '../state/info-model.ts'
import { CATCH_ALL } from '../state/mailbox.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import { renderResource } from './resource-view.ts'

/** How a mail program is connected to the account that is shown; what tells it is loaded when it is first asked for. */
@customElement('mail-program-view')
export class MailProgramView extends LitElement {
  @property({ attribute: false }) info!: InfoModel
  @property({ attribute: false }) router!: Router
  @property({ attribute: false }) sessions!: ResourceModel<Sessions>

  constructor() {
    super()
    new Watch(this, () => [this.sessions])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.sessions.show(SESSIONS)
  }

  protected override render() {
    const { mailbox } = this.router.value
    const user = mailbox.kind === 'folder' ? mailbox.address : CATCH_ALL
    return renderResource(
      this.sessions,
      SESSIONS,
      () => html`<program-view .info=${this.info} .user=${user}></program-view>`,
    )
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mail-program-view': MailProgramView
  }
}
