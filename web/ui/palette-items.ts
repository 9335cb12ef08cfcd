/** Something that the palette offers. */
export interface PaletteItem {
  readonly label: string
  /** What kind of thing it is, in a word. */
  readonly kind: string
  /** The keys that ask for the same, as they stand on the keyboard. */
  readonly keys: string
}

/** Items that are shown at once. */
const MOST = 50

/**
 * Those of `items` whose label and kind have all words that were typed, letters compared without case and accents. Labels
 * that begin as was typed come first, else the order stays.
 */
export function fittingItems<T extends PaletteItem>(items: readonly T[], typed: string): T[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  const fitting = items.flatMap(item => {
    const label = plain(item.label)
    const whole = `${label} ${plain(item.kind)}`
    if (!words.every(word => whole.includes(word))) return []
    return [{ item, rank: label.startsWith(words[0] ?? '') ? 0 : 1 }]
  })
  return fitting
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ item }) => item)
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
