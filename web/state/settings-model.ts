import { keep, readKept, type FollowsKept, type Keeper } from './kept.ts'
import { Model } from './model.ts'

export interface Settings {
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: 'comfortable' | 'compact'
  /** 'system': the first language of the browser that there is a catalogue for. */
  readonly language: 'system' | 'en' | 'fr'
  /** Whether new mail is told on the desktop while the page is out of sight. */
  readonly notify: 'off' | 'on'
  /** What HTML is shown on. */
  readonly paper: 'light' | 'dark'
  /** Widths of the panes in CSS pixels. */
  readonly sidebarWidth: number
  readonly listWidth: number
}

const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'comfortable',
  language: 'system',
  notify: 'off',
  paper: 'light',
  sidebarWidth: 220,
  listWidth: 360,
}

const KEY = 'facteur.settings'

/** What a user has set, kept by the browser. */
export class SettingsModel extends Model<Settings> implements FollowsKept {
  readonly #keeper: Keeper

  constructor(keeper: Keeper) {
    super({ ...DEFAULT_SETTINGS, ...readKept<Partial<Settings>>(keeper, KEY, {}) })
    this.#keeper = keeper
  }

  change(change: Partial<Settings>): void {
    this.set({ ...this.value, ...change })
    keep(this.#keeper, KEY, this.value)
  }

  takeOver(name: string | null): void {
    if (name === null || name === KEY)
      this.set({ ...this.value, ...readKept<Partial<Settings>>(this.#keeper, KEY, {}) })
  }

  togglePaper(): void {
    this.change({ paper: this.value.paper === 'light' ? 'dark' : 'light' })
  }
}
