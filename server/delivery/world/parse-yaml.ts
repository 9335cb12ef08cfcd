/** Says why a text is no YAML, and where. */
export class YamlSyntaxError extends Error {}

/**
 * Reads a document in YAML, or in JSON, which is YAML too; an empty one is an object without members.
 *
 * @throws YamlSyntaxError
 */
export async function parseYaml(text: string): Promise<unknown> {
  const { isScalar, LineCounter, parseDocument, visit } = await import('yaml')
  const lineCounter = new LineCounter()
  // To find repeated keys, the library compares each with all before it: of very many, for minutes.
  const document = parseDocument(text, { logLevel: 'error', uniqueKeys: false, lineCounter })
  let trouble = document.errors[0]?.message
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>()
      const repeated = items
        .map(({ key }) => key)
        .filter(key => isScalar(key))
        .find(({ value }) => seen.size === seen.add(value).size)
      if (repeated === undefined) return
      const { line } = lineCounter.linePos(repeated.range?.[0] ?? 0)
      trouble ??= `there is more than one key ${JSON.stringify(repeated.value)} in a map, at line ${line}`
    },
  })
  if (trouble !== undefined) throw new YamlSyntaxError(trouble.trim())
  try {
    return (document.toJS() as unknown) ?? {}
  } catch (error) {
    // Of aliases that there are not, or too many.
    throw error instanceof ReferenceError ? new YamlSyntaxError(error.message) : error
  }
}
