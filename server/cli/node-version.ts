/** The oldest Node that Facteur runs on, as package.json has it. */
export const OLDEST_NODE = '22.19'

/** What to do about the Node of a version that is too old; null when it is not. */
export function nodeTrouble(version: string): string | null {
  const [major, minor] = numbers(version)
  const [oldestMajor, oldestMinor] = numbers(OLDEST_NODE)
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null
  return `Facteur needs Node ${OLDEST_NODE} or newer, and this is ${version}: install a newer one and start it with that.`
}

function numbers(version: string): [number, number] {
  const [major, minor] = version.split('.', 2).map(Number)
  return [major!, minor!]
}
