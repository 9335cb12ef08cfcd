import type { WorldLimits } from '../world-limits.ts'
import { checkExtent } from './document-extent.ts'

/**
 * What a merge patch (RFC 7396) makes of a document; neither is changed.
 *
 * @throws WorldSyntaxError when the patch is too deep or too long
 */
export function mergePatch(target: unknown, patch: unknown, limits?: Partial<WorldLimits>): unknown {
  checkExtent(patch, limits)
  return merged(target, patch)
}

function merged(target: unknown, patch: unknown): unknown {
  // RFC 7396 §2: what is no object takes the place of the whole; null takes a member away.
  if (!isObject(patch)) return patch
  const members = new Map(isObject(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name)
    else members.set(name, merged(members.get(name), value))
  }
  return Object.fromEntries(members)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
