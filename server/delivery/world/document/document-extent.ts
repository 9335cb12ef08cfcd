import { WORLD_LIMITS, type WorldLimits } from '../world-limits.ts'
import { WorldSyntaxError } from '../world-syntax-error.ts'

/**
 * Refuses a document that is too deep to be walked through, or too long.
 *
 * @throws WorldSyntaxError
 */
export function checkExtent(document: unknown, limited: Partial<WorldLimits> = {}): void {
  const limits = { ...WORLD_LIMITS, ...limited }
  if (isDeeper(document, limits.depth)) {
    throw new WorldSyntaxError('', `must not have more than ${limits.depth} objects and lists in one another`)
  }
  const length = (JSON.stringify(document) as string | undefined)?.length ?? 0
  if (length > limits.document) {
    throw new WorldSyntaxError('', `has ${length} characters as JSON; there may be ${limits.document}`)
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(member => isDeeper(member, levels - 1))
}
