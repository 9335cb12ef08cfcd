import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Command, PlainCommand } from '../app/keyboard.ts'
import type { Outside } from '../app/outside.ts'
import type { Panel } from '../app/route.ts'
import { Watch } from '../app/watch.ts'
import { words } from '../app/words/words.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/icon-button.ts'
import '../ui/modal-dialog.ts'
import type { ModalDialog } from '../ui/modal-dialog.ts'
import './clock-panel.ts'
import './faults-panel.ts'
import { pageStyles } from './page-styles.ts'
import './queue-panel.ts'
import type { QueuePanel } from './queue-panel.ts'
import type { Question } from './question.ts'
import { questionStyles } from './question-styles.ts'
import type { SessionPage } from './session-page.ts'
import './settled-panel.ts'
import './world-panel.ts'

/** The simulated outside: its clock, what waits in its queues, the faults that are set, and the world itself. */
@customElement('delivery-view')
export class DeliveryView extends LitElement implements SessionPage {
  static override styles = [
    controlStyles,
    pageStyles,
    questionStyles,
    css`
      .scroll {
        /* What is brought in sight does not go below the clock. */
        scroll-padding-top: 100px;
      }
      clock-panel {
        position: sticky;
        top: 0;
        z-index: 1;
        border-bottom: 1px solid var(--border);
        background: var(--surface);
      }
      faults-panel,
      world-panel {
        border-top: 1px solid var(--border);
      }
      @media (max-width: 699.98px) {
        .scroll {
          scroll-padding-top: 0;
        }
        clock-panel {
          position: static;
        }
      }
    `,
  ]

  @property({ attribute: false }) outside!: Outside
  /** What is to be in sight, as the address says. */
  @property({ attribute: false }) panel: Panel | null = null
  /** The mailboxes are behind a button. */
  @property({ type: Boolean }) narrow = false

  @state() private question: Question | null = null

  @query('queue-panel') private queue!: QueuePanel
  @query('modal-dialog') private dialog!: ModalDialog | null

  constructor() {
    super()
    new Watch(this, () => [this.outside.queue, this.outside.faults])
  }

  get isModal(): boolean {
    return this.question !== null
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.outside.enter()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.outside.leave()
  }

  obey(command: Command): boolean {
    const run = command.name === 'tab' ? undefined : this.#commands[command.name]
    return run !== undefined && run() !== false
  }

  /** Those that give false leave the command to the page. */
  readonly #commands: Partial<Record<PlainCommand, () => unknown>> = {
    next: () => this.queue.move(1),
    previous: () => this.queue.move(-1),
    open: () => this.queue.toggleCurrent(),
    select: () => this.queue.pickCurrent(),
    selectAll: () => this.queue.pickAll(),
    back: () => this.queue.clearPicked(),
    retryDelivery: () => this.queue.act('retry'),
    holdDelivery: () => this.queue.holdOrRelease(),
    giveUpDelivery: () => this.queue.act('giveUp'),
  }

  protected override render() {
    const w = words()
    const { clock, clockControl, queue, settled, steps, faults, world } = this.outside
    return html`<header>
        ${
          this.narrow
            ? html`<icon-button icon="menu" label=${w.menu} @click=${this.#openMenu}></icon-button>`
            : nothing
        }
        <h2>${w.delivery}</h2>
      </header>
      <div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label=${w.delivery}
        @question=${({ detail }: CustomEvent<Question>) => (this.question = detail)}
        @send-down=${() => this.outside.sendDown()}
      >
        <clock-panel .clock=${clock} .control=${clockControl}></clock-panel>
        <queue-panel .queue=${queue} .steps=${steps} .clock=${clock}></queue-panel>
        <settled-panel .settled=${settled} .steps=${steps} .clock=${clock}></settled-panel>
        <faults-panel .faults=${faults}></faults-panel>
        <world-panel .world=${world} ?wanted=${this.#isWorldWanted}></world-panel>
      </div>
      ${this.question === null ? nothing : this.#renderQuestion(this.question)}`
  }

  /** Not before all that stands above it is there, or that would push it out of sight again. */
  get #isWorldWanted(): boolean {
    const { queue, faults } = this.outside
    return this.panel === 'world' && [queue, faults].every(({ value }) => value.phase !== 'loading')
  }

  #renderQuestion({ heading, text, confirm, run }: Question) {
    return html`<modal-dialog .heading=${heading} @dismiss=${() => (this.question = null)}>
      <p class="question">${text}</p>
      <div class="choice">
        <button type="button" @click=${() => this.dialog?.close()}>${words().cancel}</button>
        <button
          class="danger"
          type="button"
          @click=${() => {
            this.dialog?.close()
            run()
          }}
        >
          ${confirm}
        </button>
      </div>
    </modal-dialog>`
  }

  #openMenu(): void {
    this.dispatchEvent(new CustomEvent('open-menu', { bubbles: true, composed: true }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'delivery-view': DeliveryView
  }
}
