import { Model } from './model.ts'

export const WIDTHS = ['phone', 'tablet', 'full'] as const

export type PreviewWidth = (typeof WIDTHS)[number]

/** How HTML is shown. */
export interface Preview {
  readonly width: PreviewWidth
  /** The messages whose remote content was asked for, by id. */
  readonly remote: ReadonlySet<string>
}

/** The preview of HTML: its width for all messages, its remote content for each alone. */
export class PreviewModel extends Model<Preview> {
  constructor() {
    super({ width: 'full', remote: new Set() })
  }

  setWidth(width: PreviewWidth): void {
    this.set({ ...this.value, width })
  }

  /** One step narrower (-1) or wider (1). */
  step(step: -1 | 1): void {
    const index = WIDTHS.indexOf(this.value.width) + step
    this.setWidth(WIDTHS[Math.min(WIDTHS.length - 1, Math.max(0, index))] ?? 'full')
  }

  toggleRemote(id: string): void {
    const remote = new Set(this.value.remote)
    if (!remote.delete(id)) remote.add(id)
    this.set({ ...this.value, remote })
  }
}
