/** The longest file name that is passed on, in characters; file systems take 255 bytes. */
const MAX_NAME = 120

/**
 * What must not be in a file name: control characters, those that turn the direction of text (`gpj.exe` shown as
 * `exe.jpg`), and those that part the names of a path or mean something to a shell of Windows.
 */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNSAFE = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/g
const SEPARATORS = /[/\\:*?"<>|]/g

/**
 * A name as a sender gave it, made fit for a file: never a path, never hidden, never empty. The extension is kept
 * when the name has to be cut.
 *
 * @param fallback what to call it when nothing is left of the name
 */
export function safeFileName(name: string | null, fallback: string): string {
  const clean = (name ?? '')
    .toWellFormed()
    .replace(UNSAFE, '')
    .replace(SEPARATORS, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (clean === '') return fallback
  const characters = Array.from(clean)
  if (characters.length <= MAX_NAME) return clean
  const extension = /\.[^.\s]{1,15}$/.exec(clean)?.[0] ?? ''
  return characters.slice(0, MAX_NAME - extension.length).join('') + extension
}

/**
 * RFC 6266 §4: the value of a Content-Disposition field.
 *
 * @param name a file name from `safeFileName`
 */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|[%"\\]/g, '_')
  const plain = `${kind}; filename="${ascii}"`
  return ascii === name ? plain : `${plain}; filename*=UTF-8''${encodeExtended(name)}`
}

/** RFC 8187 §3.2.1: percent-encoding of all but attr-char. */
function encodeExtended(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
