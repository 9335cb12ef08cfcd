import { html, type TemplateResult } from 'lit'
import { words } from '../app/words/words.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'

/**
 * What a tab shows of its resource: rows in grey while it loads, that it failed, or `render` of what it is.
 *
 * @param id what is to be shown; the model may still hold another
 */
export function renderResource<T>(
  model: ResourceModel<T>,
  id: string,
  render: (value: T) => TemplateResult,
): TemplateResult {
  const { id: held, phase, value } = model.value
  if (held !== id) return html`<skeleton-rows></skeleton-rows>`
  if (phase === 'failed') {
    return html`<state-panel tone="danger" icon="warning" .heading=${words().partFailed}>
      <button type="button" @click=${() => model.retry()}>${words().retry}</button>
    </state-panel>`
  }
  return value === null ? html`<skeleton-rows></skeleton-rows>` : render(value)
}
