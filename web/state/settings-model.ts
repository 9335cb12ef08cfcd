import { Model } from './model.ts'

export interface Settings {
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: 'comfortable' | 'compact'
  /** 'system': the first language of the browser that there is a catalogue for. */
  readonly language: 'system' | 'en' | 'fr'
  /** Whether new mail is told on the desktop while the page is out of sight. */
  readonly notify: 'off' | 'on'
  /** Widths of the panes in CSS pixels. */
  readonly sidebarWidth: number
  readonly listWidth: number
}

const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'comfortable',
  language: 'system',
  notify: 'off',
  sidebarWidth: 220,
  listWidth: 360,
}

const KEY = 'facteur.settings'

/** What a user has set, kept by the browser. */
export class SettingsModel extends Model<Settings> {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    super({ ...DEFAULT_SETTINGS, ...readKept(storage) })
    this.#storage = storage
  }

  change(change: Partial<Settings>): void {
    this.set({ ...this.value, ...change })
    try {
      this.#storage.setItem(KEY, JSON.stringify(this.value))
    } catch {
      // Private windows may refuse to store; the setting then lasts as long as the page.
    }
  }
}

function readKept(storage: Pick<Storage, 'getItem'>): Partial<Settings> {
  try {
    return JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<Settings>
  } catch {
    return {}
  }
}
