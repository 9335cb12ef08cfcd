import { OPTIONS, type OptionName } from '../config.ts'
import { formatDuration, formatSize } from '../units.ts'

/** The default of an option as `--help` and README show it; null where there is nothing to show. */
export function formatDefault(name: OptionName): string | null {
  const { default: value, placeholder } = OPTIONS[name]
  if (value === null || value === false) return null
  if (name === 'stateDir') return '~/.local/state/facteur'
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(', ')
  if (placeholder === 'SIZE') return formatSize(value as number)
  if (placeholder === 'DURATION') return formatDuration(value as number)
  return String(value)
}
