/** Whether the keyboard has a Command key where others have Ctrl. */
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

const NAMES: Readonly<Record<string, string>> = { Escape: 'Esc', Delete: 'Del', Mod: isMac ? '⌘' : 'Ctrl' }

/** A key of the table of commands as it stands on the keyboard: `Mod+k` is `Ctrl K`. */
export function keyLabel(key: string): string {
  return key
    .split('+')
    .map(part => NAMES[part] ?? part)
    .map((part, index) => (index > 0 && part.length === 1 ? part.toUpperCase() : part))
    .join(' ')
}
