/** How an attachment can be looked at without saving it; null: not at all. */
export type AttachmentKind = 'picture' | 'text' | 'pdf' | null

/** Pictures that browsers show without running anything. */
const PICTURE = /^image\/(?:png|jpeg|gif|webp)$/
const TEXT =
  /^(?:text\/.+|message\/rfc822|application\/(?:json|xml|yaml|x-yaml|javascript|x-sh|sql|toml|.+\+(?:json|xml))|image\/svg\+xml)$/

export function attachmentKind(type: string): AttachmentKind {
  const lower = type.toLowerCase()
  if (PICTURE.test(lower)) return 'picture'
  if (lower === 'application/pdf') return 'pdf'
  return TEXT.test(lower) ? 'text' : null
}
