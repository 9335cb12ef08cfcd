/** RFC 2231 §3 and §4.1: the name of a parameter, the number of its section, and whether that is percent-encoded. */
const SECTION = /^([^*]+)\*(\d{1,4})(\*?)$/

interface Section {
  readonly number: number
  readonly encoded: boolean
  readonly value: string
}

type Parameters = Readonly<Record<string, string>>

/**
 * The parameters of a content field with their sections joined, names as they are sent: `name*0*` and `name*1` become
 * one `name*`, for clients that read no sections.
 *
 * RFC 2231 §6: a server should join them, and leaves character set and language for the client to undo.
 */
export function joinedParameters(parameters: Parameters): Parameters {
  if (!Object.keys(parameters).some(name => name.includes('*'))) return parameters
  const sections = sectionsByName(parameters)
  const joined: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of Object.entries(parameters)) {
    const base = SECTION.exec(name)?.[1]
    const whole = base === undefined ? undefined : join(base, sections.get(base)!)
    // What is whole already is told as it is, and so are sections of which some are missing.
    if (whole === undefined || whole.name in parameters) joined[name] = value
    else joined[whole.name] = whole.value
  }
  return joined
}

function sectionsByName(parameters: Parameters): Map<string, Section[]> {
  const sections = new Map<string, Section[]>()
  for (const [key, value] of Object.entries(parameters)) {
    const [, name, number, mark] = SECTION.exec(key) ?? []
    if (name === undefined) continue
    const section = { number: Number(number), encoded: mark === '*', value }
    const known = sections.get(name)
    if (known === undefined) sections.set(name, [section])
    else known.push(section)
  }
  return sections
}

/** Undefined when a section is missing, or there twice. */
function join(name: string, sections: Section[]): { name: string; value: string } | undefined {
  sections.sort((a, b) => a.number - b.number)
  if (sections.some(({ number }, index) => number !== index)) return undefined
  if (!sections.some(({ encoded }) => encoded)) {
    return { name, value: sections.map(({ value }) => value).join('') }
  }
  // RFC 2231 §4: character set and language stand before the first octet; here the first section names none.
  const label = sections[0]!.encoded ? '' : "''"
  const octets = sections.map(({ encoded, value }) => (encoded ? value : percentEncoded(value)))
  return { name: `${name}*`, value: label + octets.join('') }
}

function percentEncoded(text: string): string {
  // RFC 2231 §7, attribute-char, leaves out three more than URIs do.
  return encodeURIComponent(text.toWellFormed()).replace(/['()*]/g, character => PERCENT[character]!)
}

const PERCENT: Readonly<Record<string, string>> = { "'": '%27', '(': '%28', ')': '%29', '*': '%2A' }
