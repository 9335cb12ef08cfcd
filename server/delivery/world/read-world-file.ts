import { readFile } from 'node:fs/promises'
import { parseYaml } from './parse-yaml.ts'

/**
 * Reads a file that holds the document of a world, in YAML or JSON; an empty one says nothing.
 *
 * @throws Error that names the file
 */
export async function readWorldFile(path: string): Promise<unknown> {
  try {
    return await parseYaml(await readFile(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}
