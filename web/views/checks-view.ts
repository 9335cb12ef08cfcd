import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { CheckReport, Finding, Message } from '../../server/http/contract.ts'
import { formatRoute, routeOf } from '../app/route.ts'
import { Watch } from '../app/watch.ts'
import { formatCount, words } from '../app/words/words.ts'
import type { CheckModel } from '../state/check-model.ts'
import { ALL_MAIL } from '../state/mailbox.ts'
import '../ui/app-icon.ts'
import { controlStyles } from '../ui/control-styles.ts'
import type { IconName } from '../ui/icon-paths.ts'
import '../ui/level-meter.ts'
import { toneMarkStyles } from '../ui/tone-mark-styles.ts'
import { isUnset, outcomeOf } from './check-outcome.ts'
import { findingsStyles } from './findings-styles.ts'
import { renderResource } from './resource-view.ts'

const FULL_SCORE = 100

const MARKS: Readonly<Record<Finding['severity'], { icon: IconName; tone: string }>> = {
  ok: { icon: 'check', tone: 'success' },
  info: { icon: 'info', tone: '' },
  warning: { icon: 'warning', tone: 'warning' },
  error: { icon: 'close', tone: 'danger' },
}

/** What checks say of a message: whether receivers could tell that it is from whom it says. */
@customElement('checks-view')
export class ChecksView extends LitElement {
  static override styles = [
    controlStyles,
    findingsStyles,
    toneMarkStyles,
    css`
      level-meter {
        max-width: 400px;
        margin-bottom: var(--space-4);
      }
      li {
        display: flex;
        gap: var(--space-3);
        align-items: start;
        padding: var(--space-3) var(--space-4);
      }
      .about {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .title {
        margin-right: var(--space-3);
        font-weight: var(--weight-strong);
      }
      .subject {
        color: var(--muted);
        font: var(--size-1) / 20px var(--mono);
      }
      p {
        max-width: 76ch;
        margin: var(--space-1) 0 0;
        color: var(--muted);
        white-space: pre-line;
      }
      section > p {
        margin-top: var(--space-4);
      }
    `,
  ]

  @property({ attribute: false }) message!: Message
  @property({ attribute: false }) authentication!: CheckModel

  constructor() {
    super()
    new Watch(this, () => [this.authentication])
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.authentication.leave()
  }

  protected override willUpdate(): void {
    this.authentication.follow(this.message.id)
  }

  protected override render() {
    return renderResource(this.authentication, this.message.id, report => renderAuthentication(report))
  }
}

function renderAuthentication(report: CheckReport) {
  const w = words()
  const { text, hasScore } = outcomeOf(report)
  const full = formatCount(FULL_SCORE)
  return html`<section>
    <h3>${w.authentication}</h3>
    <level-meter
      welcome
      label=${text}
      text=${hasScore ? w.levelOf(formatCount(report.score), full) : ''}
      .value=${report.score}
      .limit=${hasScore ? FULL_SCORE : null}
    ></level-meter>
    ${
      report.findings.length === 0
        ? nothing
        : html`<ul class="rows">
            ${report.findings.map(finding => renderFinding(finding))}
          </ul>`
    }
    <p>${w.judgedBy} <a href=${formatRoute(WORLD)}>${w.openWorld}</a></p>
  </section>`
}

const WORLD = { ...routeOf(ALL_MAIL), page: 'delivery', panel: 'world' } as const

/** The server speaks English, whatever the language of the page. */
function renderFinding(finding: Finding) {
  const { severity, subject, title, detail } = finding
  const { severities, nothingToJudgeBy } = words()
  const { icon, tone } = isUnset(finding) ? ({ icon: 'minus', tone: '' } as const) : MARKS[severity]
  const meaning = isUnset(finding) ? nothingToJudgeBy : severities[severity]
  return html`<li class=${tone}>
    <app-icon name=${icon} title=${meaning}></app-icon>
    <div class="about">
      <span class="quiet">${meaning}</span>
      <span class="title" lang="en">${title}</span>
      ${subject === null ? nothing : html`<bdi class="subject">${subject}</bdi>`}
      ${detail === '' ? nothing : html`<p lang="en">${detail}</p>`}
    </div>
  </li>`
}

declare global {
  interface HTMLElementTagNameMap {
    'checks-view': ChecksView
  }
}
