import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Files of mail that were found. */
export interface MailFile {
  readonly kind: 'message' | 'mbox' | 'jsonl'
  readonly path: string
  readonly size: number
  /** What the name of a file in a Maildir says of its message. */
  readonly marks: Marks
}

export interface Marks {
  readonly seen?: boolean
  readonly flagged?: boolean
  readonly tags?: string[]
}

/** What was found at a path. */
export interface FoundMail {
  readonly files: readonly MailFile[]
  /** Files in a folder that are neither mail by their names nor in a Maildir. */
  readonly others: readonly string[]
}

/**
 * Finds the mail at a path: the file itself; or the .eml, .mbox and .jsonl files and the Maildirs in a folder and in
 * those below it, in the order of their names.
 *
 * @throws Error of node:fs when the path cannot be read
 */
export async function findMail(path: string): Promise<FoundMail> {
  const facts = await stat(path)
  if (!facts.isDirectory()) return { files: [await fileAt(path)], others: [] }
  const files: MailFile[] = []
  const others: string[] = []
  await searchFolder(path, files, others)
  return { files, others }
}

async function searchFolder(folder: string, files: MailFile[], others: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  const isMaildir = ['cur', 'new'].every(name =>
    entries.some(entry => entry.isDirectory() && entry.name === name),
  )
  if (isMaildir) files.push(...(await maildirFiles(folder)))
  for (const entry of entries.toSorted((a, b) => compareNames(a.name, b.name))) {
    const path = join(folder, entry.name)
    if (isMaildir && /^(cur|new|tmp)$/.test(entry.name)) continue
    if (entry.isDirectory()) await searchFolder(path, files, others)
    else if (/\.(eml|mbox|jsonl)$/i.test(entry.name)) files.push(await fileAt(path))
    // A Maildir has files of its programs: subscriptions, indexes.
    else if (!isMaildir && !entry.name.startsWith('.')) others.push(path)
  }
}

/** Names that begin with a number come first, in its order (2.eml, 10.eml), then all others in that of the alphabet. */
function compareNames(a: string, b: string): number {
  const [first, second] = [leadingNumber(a), leadingNumber(b)]
  if (first !== second) return first - second
  return a < b ? -1 : Number(a > b)
}

function leadingNumber(name: string): number {
  const [digits = 'Infinity'] = /^\d+(?![\da-z])/i.exec(name) ?? []
  return Number(digits)
}

/** The messages of one Maildir; their names begin with the time at which they came. */
async function maildirFiles(folder: string): Promise<MailFile[]> {
  const found: { name: string; path: string }[] = []
  for (const part of ['cur', 'new']) {
    const names = await readdir(join(folder, part))
    found.push(
      ...names.filter(name => !name.startsWith('.')).map(name => ({ name, path: join(folder, part, name) })),
    )
  }
  const sorted = found.toSorted((a, b) => compareNames(a.name, b.name))
  return Promise.all(
    sorted.map(async ({ name, path }) => ({
      kind: 'message' as const,
      path,
      size: (await stat(path)).size,
      marks: marksOf(name),
    })),
  )
}

/** The flags behind `:2,` at the end of a name. */
function marksOf(name: string): Marks {
  const [, flags = ''] = /[:;]2,([A-Za-z]*)$/.exec(name) ?? []
  return { ...(flags.includes('S') && { seen: true }), ...(flags.includes('F') && { flagged: true }) }
}

async function fileAt(path: string): Promise<MailFile> {
  const { size } = await stat(path)
  const kind = /\.jsonl$/i.test(path) ? 'jsonl' : (await beginsAsMbox(path)) ? 'mbox' : 'message'
  return { kind, path, size, marks: {} }
}

async function beginsAsMbox(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(5), 0, 5, 0)
    return buffer.toString('latin1', 0, bytesRead) === 'From '
  } finally {
    await file.close()
  }
}
