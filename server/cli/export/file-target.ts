import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-status.ts'
import type { Output } from '../io.ts'
import type { Listed } from '../output/message-line.ts'
import { print } from '../output/print.ts'
import type { ExportTarget } from './export-target.ts'

/** How a message stands in the one file that has them all. */
export type Format = (message: Listed, raw: Buffer) => Buffer

/** Standard output. */
export function stdoutTarget(output: Output, format: Format): ExportTarget {
  return {
    add: async (message, raw) => print(output, format(message, raw)),
    end: async () => {},
    abort: async () => {},
  }
}

/**
 * A file, which has its name once all is in it.
 *
 * @throws CommandError when it is there already and may not be replaced
 */
export async function fileTarget(
  path: string,
  format: Format,
  { force }: { force: boolean },
): Promise<ExportTarget> {
  if (!force && existsSync(path)) {
    throw new CommandError(EXIT.cannotCreate, `${path} is there already; --force replaces it`)
  }
  const draft = `${path}.part`
  const file: FileHandle = await open(draft, 'w')
  return {
    add: async (message, raw) => {
      await file.writeFile(format(message, raw))
    },
    end: async () => {
      await file.close()
      await rename(draft, path)
    },
    abort: async () => {
      await file.close()
      await rm(draft, { force: true })
    },
  }
}
