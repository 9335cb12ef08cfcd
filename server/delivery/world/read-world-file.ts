import { readFile } from 'node:fs/promises'

/**
 * Reads a file that holds the document of a world, in YAML or JSON; an empty one says nothing.
 *
 * @throws Error that names the file
 */
export async function readWorldFile(path: string): Promise<unknown> {
  const { parse } = await import('yaml')
  try {
    return (parse(await readFile(path, 'utf8')) as unknown) ?? {}
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}
