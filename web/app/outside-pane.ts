import { html, type TemplateResult } from 'lit'
import type { ResourceModel } from '../state/resource-model.ts'
import { renderResource } from '../views/resource-view.ts'
import type { Outside } from './outside.ts'
import type { Panel } from './route.ts'

/** Under which name the code of the simulated outside is asked for. */
export const OUTSIDE = 'outside'

/** The page of the simulated outside, which is loaded when it is first asked for. */
export function renderOutsidePane(
  model: ResourceModel<Outside>,
  panel: Panel | null,
  isNarrow: boolean,
): TemplateResult {
  return renderResource(
    model,
    OUTSIDE,
    outside => html`<delivery-view .outside=${outside} .panel=${panel} ?narrow=${isNarrow}></delivery-view>`,
  )
}
