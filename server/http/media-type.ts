/** RFC 9110 §5.6.2. */
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const MEDIA_TYPE = new RegExp(`^${TOKEN}/${TOKEN}$`)
const CHARSET = new RegExp(`^${TOKEN}$`)

/** Images that browsers show without running anything that is in them. SVG is none of them. */
const SAFE_IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

const PDF_HEADER = Buffer.from('%PDF-')

/** A media type that a sender named, when it is one; else that of any bytes. */
export function safeMediaType(type: string, charset?: string): string {
  if (!MEDIA_TYPE.test(type) || type.length > 200) return 'application/octet-stream'
  const named = charset !== undefined && CHARSET.test(charset) && type.startsWith('text/')
  return named ? `${type}; charset=${charset}` : type
}

export function isSafeImage(type: string): boolean {
  return SAFE_IMAGES.has(type.toLowerCase())
}

/**
 * Whether a part is a PDF, by its type and by how it begins (ISO 32000-1 §7.5.2). Browsers show it in a viewer apart from
 * the page, under the policy that comes with every answer; Chromium does so in a tab, and in no sandboxed frame.
 */
export function isPdf(type: string, bytes: Buffer): boolean {
  return type.toLowerCase() === 'application/pdf' && bytes.subarray(0, 5).equals(PDF_HEADER)
}
