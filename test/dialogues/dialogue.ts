/** One line of a dialogue file. */
export type Step =
  /** What a client sends, line end included. */
  | { readonly kind: 'client'; readonly session: number; readonly line: number; readonly bytes: Buffer }
  /** A line that the server says, without its line end; `…` in it stands for any text. */
  | { readonly kind: 'server'; readonly session: number; readonly line: number; readonly text: string }
  /** Something a side does without saying it. */
  | { readonly kind: 'event'; readonly session: number; readonly line: number; readonly event: DialogueEvent }
  /** What must be true of the server's state now; the suite knows how to look. */
  | { readonly kind: 'check'; readonly line: number; readonly name: string; readonly value: string }

export type DialogueEvent = 'client ends' | 'client resets' | 'client starts tls' | 'server closes'

export interface Dialogue {
  /** What the server is to be set up with. */
  readonly settings: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

const EVENTS: readonly string[] = ['client ends', 'client resets', 'client starts tls', 'server closes']

const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '0': '\0', '\\': '\\' }

/** Bytes of a client's line: UTF-8, with `\r`, `\n`, `\t`, `\0`, `\\` and `\xNN` for single bytes. */
export function unescapeBytes(text: string): Buffer {
  const parts = text.split(/(\\x[0-9a-fA-F]{2}|\\.)/s).map(part => {
    if (part.startsWith('\\x')) return Buffer.from([Number.parseInt(part.slice(2), 16)])
    if (part.startsWith('\\')) return Buffer.from(ESCAPES[part.slice(1)] ?? part)
    return Buffer.from(part)
  })
  return Buffer.concat(parts)
}

function parseEvent(text: string, line: number): Step {
  const [, side, session = '1', what] = /^(client|server)(?: (\d))? (.+)$/.exec(text) ?? []
  const event = `${side} ${what}`
  if (!EVENTS.includes(event))
    throw new SyntaxError(`line ${line}: "${text}" is none of ${EVENTS.join(', ')}`)
  return { kind: 'event', session: Number(session), line, event: event as DialogueEvent }
}

function parseStep(text: string, line: number): Step {
  const [, mark, session = '1', rest = ''] = /^([CcS=!])(\d)?:? ?(.*)$/s.exec(text) ?? []
  switch (mark) {
    case 'C':
      return { kind: 'client', session: Number(session), line, bytes: unescapeBytes(`${rest}\\r\\n`) }
    case 'c':
      return { kind: 'client', session: Number(session), line, bytes: unescapeBytes(rest) }
    case 'S':
      return { kind: 'server', session: Number(session), line, text: rest }
    case '!':
      return parseEvent(rest, line)
    case '=': {
      const [name = '', ...value] = rest.split(': ')
      return { kind: 'check', line, name, value: value.join(': ') }
    }
    default:
      throw new SyntaxError(`line ${line}: "${text}" starts with none of # @ C: c: S: ! =`)
  }
}

/**
 * Reads a dialogue: a text file with one step a line.
 *
 * - `# …` explains, `@ name: value` sets up the server
 * - `C: …` a client sends this line, `c: …` these bytes without a line end
 * - `S: …` the server answers this line
 * - `! client ends`, `! client resets`, `! client starts tls`, `! server closes`
 * - `= name: value` must be true of the server now
 *
 * Further sessions beside the first bear a digit: `C2:`, `S2:`, `! client 2 ends`.
 *
 * @throws SyntaxError that names the line
 */
export function parseDialogue(text: string): Dialogue {
  const settings: Record<string, string> = {}
  const steps: Step[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue
    const setting = /^@ ([\w-]+): (.*)$/.exec(line)
    if (setting?.[1] !== undefined) settings[setting[1]] = setting[2] ?? ''
    else steps.push(parseStep(line, index + 1))
  }
  return { settings, steps }
}
