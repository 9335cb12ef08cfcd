import type { Content } from './content.ts'

/** Contents read lately, by message id; the one unused for longest goes first when they pass `limit` bytes. */
export class ContentCache {
  readonly #limit: number
  readonly #contents = new Map<string, { content: Content; bytes: number }>()
  #bytes = 0

  /** @param limit bytes, as `contentBytes` counts them */
  constructor(limit: number) {
    this.#limit = limit
  }

  get(id: string): Content | undefined {
    const entry = this.#contents.get(id)
    if (entry === undefined) return undefined
    // A Map keeps the order of insertion: the one just used goes last.
    this.#contents.delete(id)
    this.#contents.set(id, entry)
    return entry.content
  }

  set(id: string, content: Content): void {
    this.delete(id)
    const bytes = contentBytes(content)
    if (bytes > this.#limit) return
    this.#contents.set(id, { content, bytes })
    this.#bytes += bytes
    for (const oldest of this.#contents.keys()) {
      if (this.#bytes <= this.#limit) break
      this.delete(oldest)
    }
  }

  delete(id: string): void {
    this.#bytes -= this.#contents.get(id)?.bytes ?? 0
    this.#contents.delete(id)
  }
}

/** About what a content takes in memory: two bytes a character, and what objects cost beside. */
function contentBytes(content: Content): number {
  let characters = (content.text?.length ?? 0) + (content.html?.length ?? 0)
  for (const [name, value] of content.headers) characters += name.length + value.length + 32
  for (const { href, text } of content.links) characters += href.length + text.length + 64
  for (const { src, alt } of content.images) characters += src.length + (alt?.length ?? 0) + 64
  return 2 * characters + 512 * (content.attachments.length + content.codes.length + 1)
}
