import { html, type TemplateResult } from 'lit'
import { renderResource } from '../views/resource-view.ts'
import type { Models } from './models.ts'
import type { Sessions } from './sessions.ts'

/** Under which name the code of the IMAP and POP3 views is asked for. */
export const SESSIONS = 'sessions'

/** The IMAP or POP3 view, which is loaded when it is first asked for. */
export function renderSessionPane({ sessions, router, now }: Models, page: 'imap' | 'pop3'): TemplateResult {
  return renderResource<Sessions>(sessions, SESSIONS, ({ imap, pop3 }) =>
    page === 'imap'
      ? html`<mailbox-view .imap=${imap} .now=${now} .router=${router}></mailbox-view>`
      : html`<maildrop-view .pop3=${pop3} .router=${router}></maildrop-view>`,
  )
}
