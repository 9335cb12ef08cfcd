import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Message, TranscriptLine } from '../../server/http/contract.ts'
import { Watch } from '../app/watch.ts'
import { words } from '../app/words/words.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/state-panel.ts'
import '../ui/transcript-lines.ts'
import { renderResource } from './resource-view.ts'

/** The SMTP conversation that brought the message. */
@customElement('transcript-view')
export class TranscriptView extends LitElement {
  static override styles = [controlStyles]

  @property({ attribute: false }) message!: Message
  @property({ attribute: false }) transcript!: ResourceModel<readonly TranscriptLine[]>

  constructor() {
    super()
    new Watch(this, () => [this.transcript])
  }

  protected override willUpdate(): void {
    this.transcript.show(this.message.id)
  }

  protected override render() {
    return renderResource(this.transcript, this.message.id, lines => {
      if (lines.length > 0) return html`<transcript-lines .lines=${lines}></transcript-lines>`
      const { noTranscript, noTranscriptText } = words()
      return html`<state-panel icon="file" .heading=${noTranscript} .text=${noTranscriptText}></state-panel>`
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'transcript-view': TranscriptView
  }
}
