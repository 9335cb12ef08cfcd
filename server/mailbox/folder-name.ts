import { DomainError } from './domain-error.ts'

export const INBOX = 'INBOX'

/** Parts the levels of a folder's name. */
const SEPARATOR = '/'

/**
 * Control characters, among them the C1 ones and the separators that RFC 5198 §2 forbids; and halves of
 * characters.
 */
const FORBIDDEN = /[\p{Cc}\u2028\u2029]|\p{Cs}/u

/**
 * The name under which a folder is kept. RFC 9051 §5.1: INBOX in any case is one folder, and names are
 * compared in normalisation form C.
 */
export function canonicalFolderName(name: string): string {
  const normal = name.normalize('NFC')
  const [first = ''] = normal.split(SEPARATOR, 1)
  return first.toUpperCase() === INBOX ? INBOX + normal.slice(first.length) : normal
}

/**
 * Checks a name for a new folder and gives it in the form in which it is kept.
 *
 * @param limit most UTF-8 bytes it may have
 * @throws DomainError invalid-folder-name
 */
export function parseFolderName(name: string, limit: number): string {
  if (name === '') throw invalid('a folder needs a name')
  const levels = name.split(SEPARATOR)
  if (levels.includes('')) {
    throw invalid(`"${name}" has an empty level: write a "/" only between two names`)
  }
  // RFC 3986 §5.2.4: in an address they are steps, percent-encoded too, so no client of HTTP could name the folder.
  if (levels.includes('.') || levels.includes('..')) {
    throw invalid('no level of a folder name is "." or ".."')
  }
  if (FORBIDDEN.test(name)) throw invalid('a folder name holds no control characters')
  const canonical = canonicalFolderName(name)
  const length = Buffer.byteLength(canonical)
  if (length > limit) throw invalid(`a folder name has at most ${limit} bytes, this one has ${length}`)
  return canonical
}

/** The names of the folders above one, the uppermost first: `a` and `a/b` for `a/b/c`. */
export function superiorNames(name: string): string[] {
  const levels = name.split(SEPARATOR)
  return levels.slice(1).map((_, index) => levels.slice(0, index + 1).join(SEPARATOR))
}

/** Whether a folder lies below another, at any depth. */
export function isBelow(name: string, superior: string): boolean {
  return name.startsWith(superior + SEPARATOR)
}

function invalid(message: string): DomainError {
  return new DomainError('invalid-folder-name', message)
}
