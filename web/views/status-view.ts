import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Info } from '../../server/http/contract.ts'
import { formatBytes } from '../app/format-bytes.ts'
import { formatDuration } from '../app/format-duration.ts'
import { Watch } from '../app/watch.ts'
import { formatCount, locale, words } from '../app/words/words.ts'
import type { FeedModel } from '../state/feed-model.ts'
import type { InfoModel } from '../state/info-model.ts'
import { portTls } from '../state/port-tls.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import '../ui/icon-button.ts'
import '../ui/level-meter.ts'
import '../ui/skeleton-rows.ts'
import { pageStyles } from './page-styles.ts'

/** How often the figures are asked for anew while they are looked at, in milliseconds. */
const EVERY = 2000

/** How the server fares: where it listens, what it holds against its limits, and who is connected. */
@customElement('status-view')
export class StatusView extends LitElement {
  static override styles = [
    controlStyles,
    pageStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr));
        gap: var(--space-7);
        max-width: 960px;
        padding: var(--space-6) var(--space-5);
      }
      h3 {
        margin: 0 0 var(--space-4);
        font-size: var(--size-3);
        font-weight: var(--weight-strong);
      }
      level-meter {
        margin-bottom: var(--space-4);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--space-2) var(--space-5);
        align-items: center;
        margin: 0;
        line-height: 24px;
      }
      dt {
        color: var(--muted);
      }
      dd {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        margin: 0;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      .address {
        font-family: var(--mono);
        font-size: var(--size-1);
      }
      copy-button {
        --square: 24px;
      }
      .tls {
        color: var(--muted);
        font-size: var(--size-1);
      }
      .lost {
        color: var(--danger);
      }
    `,
  ]

  @property({ attribute: false }) info!: InfoModel
  @property({ attribute: false }) feed!: FeedModel
  /** The mailboxes are behind a button. */
  @property({ type: Boolean }) narrow = false

  #timer: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    new Watch(this, () => [this.info, this.feed])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.info.load()
    this.#timer = setInterval(() => {
      if (!document.hidden) void this.info.load()
    }, EVERY)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#timer)
  }

  protected override render() {
    const w = words()
    const info = this.info.value
    return html`<header>
        ${
          this.narrow
            ? html`<icon-button icon="menu" label=${w.menu} @click=${this.#openMenu}></icon-button>`
            : nothing
        }
        <h2>${w.status}</h2>
      </header>
      <div class="scroll" tabindex="0" role="region" aria-label=${w.status}>
        ${
          info === null
            ? html`<skeleton-rows></skeleton-rows>`
            : html`<div class="columns">
                ${this.#renderServer(info)} ${this.#renderPorts(info)} ${this.#renderStore(info)}
                ${this.#renderLimits(info)}
              </div>`
        }
      </div>`
  }

  #renderServer({ version, uptime, counts }: Info) {
    const w = words()
    const facts = [
      [w.version, version],
      [w.uptime, formatDuration(uptime, locale())],
      [w.openSessions, formatCount(counts.sessions)],
      [w.listeners, formatCount(counts.listeners)],
    ] as const
    return html`<section>
      <h3>${w.server}</h3>
      <dl>
        <dt>${w.connection}</dt>
        <dd class=${this.feed.value}>${w[this.feed.value]}</dd>
        ${facts.map(
          ([label, value]) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
    </section>`
  }

  #renderPorts({ ports }: Info) {
    const w = words()
    const tls = portTls(ports)
    const hasTls = [...tls.values()].some(kind => kind !== 'none')
    return html`<section>
      <h3>${w.ports}</h3>
      <dl>
        ${Object.entries(ports).map(([name, port]) => {
          const address = `${location.hostname}:${port}`
          return html`<dt>${name.toUpperCase()}</dt>
            <dd>
              <span class="address">${address}</span
              ><copy-button .text=${address} .label=${w.copyWhat(address)}></copy-button>
              ${hasTls ? html`<span class="tls">${w.tlsKinds[tls.get(name) ?? 'none']}</span>` : nothing}
            </dd>`
        })}
        ${
          hasTls
            ? nothing
            : html`<dt>TLS</dt>
                <dd>${w.tlsOff}</dd>`
        }
      </dl>
    </section>`
  }

  #renderStore({ counts, limits }: Info) {
    const w = words()
    const bytes = (value: number) => formatBytes(value, w.units, locale())
    return html`<section>
      <h3>${w.store}</h3>
      ${renderLevel(w.levels.messages, counts.messages, limits['messages'], formatCount)}
      ${renderLevel(w.levels.bytes, counts.bytes, limits['bytes'], bytes)}
      ${renderLevel(w.levels.accounts, counts.accounts, limits['accounts'], formatCount)}
    </section>`
  }

  #renderLimits({ limits }: Info) {
    const w = words()
    const { messageSize, recipients, age } = limits
    const facts: readonly (readonly [string, string | undefined])[] = [
      [
        w.limitNames.messageSize,
        messageSize == null ? undefined : formatBytes(messageSize, w.units, locale()),
      ],
      [w.limitNames.recipients, recipients == null ? undefined : formatCount(recipients)],
      [w.limitNames.age, age == null ? w.noLimit : formatDuration(age / 1000, locale())],
    ]
    return html`<section>
      <h3>${w.limits}</h3>
      <dl>
        ${facts.map(([label, value]) =>
          value === undefined
            ? nothing
            : html`<dt>${label}</dt>
                <dd>${value}</dd>`,
        )}
      </dl>
    </section>`
  }

  #openMenu(): void {
    this.dispatchEvent(new CustomEvent('open-menu', { bubbles: true, composed: true }))
  }
}

function renderLevel(
  label: string,
  value: number,
  limit: number | null | undefined,
  format: (value: number) => string,
) {
  const text = limit == null ? format(value) : words().levelOf(format(value), format(limit))
  return html`<level-meter
    .label=${label}
    .text=${text}
    .value=${value}
    .limit=${limit ?? null}
  ></level-meter>`
}

declare global {
  interface HTMLElementTagNameMap {
    'status-view': StatusView
  }
}
