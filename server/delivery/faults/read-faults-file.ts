import { readFile } from 'node:fs/promises'
import type { FaultRule } from './fault-rule.ts'
import { FaultSyntaxError } from './fault-syntax-error.ts'
import { parseFault } from './parse-fault.ts'

/**
 * Reads a file of faults: a list in YAML or JSON.
 *
 * @throws Error that names the file, the rule and the value that is wrong
 */
export async function readFaultsFile(path: string): Promise<FaultRule[]> {
  const { parse } = await import('yaml')
  let content: unknown
  try {
    content = parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}`, { cause: error })
  }
  if (!Array.isArray(content)) {
    throw new Error(
      `${path} must hold a list of faults, such as "- {match: {stage: mail}, act: {close: true}}"`,
    )
  }
  return content.map((rule, index) => parseNumbered(rule, `${path}: fault ${index + 1}`))
}

function parseNumbered(rule: unknown, place: string): FaultRule {
  try {
    return parseFault(rule)
  } catch (error) {
    if (!(error instanceof FaultSyntaxError)) throw error
    throw new Error(`${place}: ${error.message}`, { cause: error })
  }
}
