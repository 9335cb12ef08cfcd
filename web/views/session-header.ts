import { css, html, nothing } from 'lit'
import { formatRoute, routeOf } from '../app/route.ts'
import { sessionWords } from '../app/words/session-words.ts'
import { words } from '../app/words/words.ts'
import { plainMailbox } from '../state/mailbox.ts'
import '../ui/app-icon.ts'
import '../ui/icon-button.ts'
import '../ui/mail-address.ts'

export interface SessionHeader {
  readonly address: string
  readonly folder: string
  readonly protocol: 'imap' | 'pop3'
  /** The mailboxes are behind a button. */
  readonly narrow: boolean
}

/** The bar of the IMAP and POP3 views: whose account it is, the other ways to see it, and how a mail program is connected. */
export function renderSessionHeader({ address, folder, protocol, narrow }: SessionHeader) {
  const w = sessionWords()
  const mailbox = { kind: 'folder', address, folder } as const
  const views = [
    { page: 'mail', label: w.plain },
    { page: 'imap', label: w.imap },
    { page: 'pop3', label: w.pop3 },
  ] as const
  return html`<header>
    ${
      narrow
        ? html`<icon-button icon="menu" label=${words().menu} @click=${ask('open-menu')}></icon-button>`
        : nothing
    }
    <h2><mail-address address=${address}></mail-address></h2>
    <nav class="views" aria-label=${w.views}>
      ${views.map(
        ({ page, label }) =>
          html`<a
            href=${formatRoute({ ...routeOf(page === 'mail' ? plainMailbox(address, folder) : mailbox), page })}
            aria-current=${page === protocol ? 'page' : nothing}
            >${label}</a
          >`,
      )}
    </nav>
    <span class="space"></span>
    <button class="program" type="button" title=${w.connectProgram} @click=${ask('ask', 'mail-program')}>
      <app-icon name="link"></app-icon><span>${w.connectProgram}</span>
    </button>
  </header>`
}

/** Asks the page for something. */
function ask(what: string, detail?: string) {
  return (event: Event) =>
    event.currentTarget?.dispatchEvent(new CustomEvent(what, { detail, bubbles: true, composed: true }))
}

export const sessionHeaderStyles = css`
  header h2 {
    flex: 0 1 auto;
    min-width: 0;
  }
  .views {
    margin-left: var(--space-3);
    display: flex;
    flex: none;
    gap: var(--space-1);
    padding: var(--space-1);
    border-radius: 6px;
    background: var(--neutral-soft);
  }
  .views a {
    padding: 0 var(--space-4);
    border-radius: var(--radius);
    color: var(--muted);
    line-height: 24px;
    text-decoration: none;
  }
  .views a:hover {
    color: var(--text);
  }
  .views a[aria-current] {
    background: var(--raised);
    color: var(--text);
    font-weight: var(--weight-strong);
  }
  @media (max-width: 699.98px) {
    header {
      padding: 0 var(--space-3);
    }
    header h2 {
      flex: 1 1 0;
      font-size: var(--size-2);
    }
    .views {
      margin: 0;
    }
    .views a {
      padding: 0 6px;
      font-size: var(--size-1);
    }
    .program span,
    header .space {
      display: none;
    }
    .program {
      width: var(--control);
      padding: 0;
    }
  }
`
