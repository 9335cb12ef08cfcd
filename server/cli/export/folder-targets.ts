import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Listed } from '../output/message-line.ts'
import type { ExportTarget } from './export-target.ts'

/** A folder with an .eml file for each message, named so that they stand in the order of arrival. */
export async function emlTarget(folder: string): Promise<ExportTarget> {
  await mkdir(folder, { recursive: true })
  return folderTarget(({ id }, raw) => writeFile(join(folder, `${id}.eml`), raw))
}

/** A Maildir: what is unread in `new`, the rest in `cur` with its flags. */
export async function maildirTarget(folder: string): Promise<ExportTarget> {
  for (const part of ['tmp', 'new', 'cur']) await mkdir(join(folder, part), { recursive: true })
  return folderTarget(async (message, raw) => {
    const name = maildirName(message)
    const draft = join(folder, 'tmp', name)
    await writeFile(draft, raw)
    const flags = `${message.flagged ? 'F' : ''}${message.seen ? 'S' : ''}`
    // No program looks for what it did not write itself in `tmp`.
    await rename(draft, flags === '' ? join(folder, 'new', name) : join(folder, 'cur', `${name}:2,${flags}`))
  })
}

function folderTarget(add: (message: Listed, raw: Buffer) => Promise<void>): ExportTarget {
  // What is in a folder is whole, however the work ends.
  return { add, end: async () => {}, abort: async () => {} }
}

/** Seconds, something unique, and a host. */
function maildirName({ id, receivedAt }: Listed): string {
  return `${Math.floor(Date.parse(receivedAt) / 1000)}.${id}.facteur`
}
