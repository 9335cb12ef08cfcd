import { html, type TemplateResult } from 'lit'
import type { ResourceModel } from '../state/resource-model.ts'
import { renderResource } from '../views/resource-view.ts'
import type { Outside } from './outside.ts'

/** Under which name the code of the simulated outside is asked for. */
export const OUTSIDE = 'outside'

/** The page of the simulated outside, which is loaded when it is first asked for. */
export function renderOutsidePane(model: ResourceModel<Outside>, isNarrow: boolean): TemplateResult {
  return renderResource(
    model,
    OUTSIDE,
    outside => html`<delivery-view .outside=${outside} ?narrow=${isNarrow}></delivery-view>`,
  )
}
