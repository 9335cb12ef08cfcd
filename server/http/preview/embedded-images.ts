import type { Attachment } from '../../message/content.ts'
import { decodePart } from '../../message/part-content.ts'
import { allParts, type Part } from '../../message/part.ts'
import { parseStructure } from '../../message/structure.ts'

/** Characters of images that one document may hold, each use of an image counted. */
export const EMBEDDED_LIMIT = 16 * 1024 * 1024

const IMAGE_TYPE = /^image\/[\w.+-]+$/

/**
 * The images of a message as data URLs, by Content-ID. They go into the document itself: a sandboxed frame has no
 * origin, so browsers would ask for them as `null` and without the user's password.
 *
 * @returns a function that gives null for what is no image, and for all that goes beyond the limit
 */
export function embeddedImages(
  raw: Buffer,
  attachments: readonly Attachment[],
): (contentId: string) => string | null {
  const images = imageParts(raw, attachments)
  const urls = new Map<string, string>()
  let room = EMBEDDED_LIMIT
  return contentId => {
    const part = images.get(contentId)
    if (part === undefined) return null
    const url = urls.get(contentId) ?? dataUrl(raw, part)
    urls.set(contentId, url)
    if (url.length > room) return null
    room -= url.length
    return url
  }
}

function imageParts(raw: Buffer, attachments: readonly Attachment[]): ReadonlyMap<string, Part> {
  const contentIds = new Map<string, string>()
  for (const { type, contentId, part } of attachments) {
    if (contentId !== null && IMAGE_TYPE.test(type)) contentIds.set(part, contentId)
  }
  const images = new Map<string, Part>()
  if (contentIds.size === 0) return images
  for (const part of allParts(parseStructure(raw))) {
    const contentId = contentIds.get(part.path)
    if (contentId !== undefined) images.set(contentId, part)
  }
  return images
}

function dataUrl(raw: Buffer, part: Part): string {
  return `data:${part.type}/${part.subtype};base64,${decodePart(raw, part).toString('base64')}`
}
