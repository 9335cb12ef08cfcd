/** What YAML takes for text without quotes, in a list or a map of one line. */
const PLAIN = /^[a-z][\w./+-]*(?: [\w./+-]+)*(?:@[\w.-]+)?$/i
/** What it would take for something else than text. */
const OTHER = /^(?:true|false|null|yes|no|on|off|y|n)$/i

/** A value as YAML on one line: `{stage: rcpt, attempt: {first: 2}}`. */
export function formatFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatFlow).join(', ')}]`
  if (typeof value === 'object' && value !== null) return `{${formatMembers(value)}}`
  return typeof value === 'string' && PLAIN.test(value) && !OTHER.test(value) ? value : JSON.stringify(value)
}

/** The members of a map as YAML on one line, without the brackets around them; those that are undefined are left out. */
export function formatMembers(map: object): string {
  return Object.entries(map)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${formatFlow(name)}: ${formatFlow(value)}`)
    .join(', ')
}
