import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { Watch } from '../app/watch.ts'
import { sessionWords } from '../app/words/session-words.ts'
import type { InfoModel } from '../state/info-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import '../ui/tab-bar.ts'
import {
  programConfiguration,
  PROGRAMS,
  serverAddresses,
  type ProgramName,
  type ServerAddress,
} from './program-settings.ts'
import { words } from '../app/words/words.ts'

/** How a mail program is connected to an account, with the real host and ports. */
@customElement('program-view')
export class ProgramView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
        width: min(680px, calc(100vw - 64px));
      }
      p {
        margin: 0 0 var(--space-4);
        color: var(--muted);
      }
      tab-bar {
        margin-bottom: var(--space-4);
      }
      .servers {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
        gap: var(--space-4);
        margin-bottom: var(--space-4);
      }
      section {
        padding: var(--space-4) var(--space-4) var(--space-3);
        border: 1px solid var(--border);
        border-radius: var(--radius-panel);
        background: var(--surface);
      }
      h3 {
        margin: 0 0 var(--space-3);
        font-size: var(--size-2);
        font-weight: var(--weight-strong);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0 var(--space-4);
        margin: 0;
        line-height: 26px;
      }
      .user {
        margin-bottom: var(--space-4);
      }
      dt {
        color: var(--muted);
      }
      dd {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2);
        min-height: 26px;
        margin: 0;
      }
      .user dd {
        justify-content: start;
      }
      dd span {
        overflow: hidden;
        font: var(--size-1) var(--mono);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      dd .word {
        font: inherit;
        line-height: var(--line);
        white-space: normal;
      }
      copy-button {
        --square: 24px;
      }
      .code {
        position: relative;
        overflow: hidden;
        border: 1px solid var(--border);
        border-radius: var(--radius-panel);
        background: var(--surface);
      }
      .code copy-button {
        position: absolute;
        top: var(--space-3);
        right: var(--space-3);
      }
      pre {
        margin: 0;
        padding: var(--space-4) var(--space-5);
        overflow: auto;
        color: var(--code-text);
        font: var(--size-1) / 18px var(--mono);
      }
    `,
  ]

  @property({ attribute: false }) info!: InfoModel
  /** The user that logs in, which is the account's address. */
  @property() user = ''

  @state() private program: ProgramName = 'Thunderbird'

  constructor() {
    super()
    new Watch(this, () => [this.info])
  }

  protected override render() {
    const w = sessionWords()
    const host = location.hostname.replace(/^\[|\]$/g, '')
    const servers = serverAddresses(host, this.info.value?.ports ?? {})
    const configuration = programConfiguration(this.program, this.user, servers)
    return html`<p>${w.programText(this.user)}</p>
      <tab-bar
        wrap
        label=${w.program}
        .items=${PROGRAMS.map(name => ({ name, label: name }))}
        .selected=${this.program}
        @tab-select=${({ detail }: CustomEvent<ProgramName>) => (this.program = detail)}
      ></tab-bar>
      <div role="tabpanel" aria-label=${this.program}>
        <p>${w.programSteps[this.program]}</p>
        ${configuration === null ? this.#renderServers(servers) : renderConfiguration(configuration)}
        ${servers.some(({ tls }) => tls !== 'none') ? html`<p>${w.certificate}</p>` : nothing}
      </div>`
  }

  #renderServers(servers: readonly ServerAddress[]) {
    const w = sessionWords()
    return html`<dl class="user">
        ${renderFact(w.user, this.user)}
        <dt>${w.password}</dt>
        <dd><span class="word">${w.anyPassword}</span></dd>
      </dl>
      <div class="servers">${servers.map(server => this.#renderServer(server))}</div>`
  }

  #renderServer({ protocol, host, port, tls }: ServerAddress) {
    const w = sessionWords()
    const facts = [
      [w.host, host],
      [w.port, String(port)],
    ] as const
    return html`<section>
      <h3>${w.incoming[protocol]}</h3>
      <dl>
        ${facts.map(([label, value]) => renderFact(label, value))}
        <dt>${w.security}</dt>
        <dd><span class="word">${w.securities[tls]}</span></dd>
      </dl>
    </section>`
  }
}

function renderFact(label: string, value: string) {
  return html`<dt>${label}</dt>
    <dd>
      <span title=${value}>${value}</span
      ><copy-button .text=${value} .label=${words().copyWhat(label)}></copy-button>
    </dd>`
}

function renderConfiguration(configuration: string) {
  return html`<div class="code">
    <pre tabindex="0">${configuration}</pre>
    <copy-button .text=${configuration}></copy-button>
  </div>`
}

declare global {
  interface HTMLElementTagNameMap {
    'program-view': ProgramView
  }
}
