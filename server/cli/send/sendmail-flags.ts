import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-status.ts'

/** What sendmail's command line says that matters here. */
export interface SendmailFlags {
  /** -t: recipients are those of the header fields. */
  readonly fromHeader: boolean
  /** -i or -oi: a line with a dot alone does not end the message. */
  readonly ignoreDots: boolean
  /** -f or -r: the envelope sender; null when none is named, '' for the null reverse-path. */
  readonly sender: string | null
  /** -F: the sender's name; null when none is given. */
  readonly name: string | null
  readonly recipients: readonly string[]
  /** --smtp; null when it is not given. */
  readonly smtp: string | null
  readonly help: boolean
}

/** Flags with a value, in the same argument or in the next. */
const WITH_VALUE = 'fFrBCDhLNORVXp'
/** Flags whose value, if they have one, stands in the same argument. */
const WITH_ATTACHED = 'oAbdqe'
/** Flags that stand alone, and may be joined: -ti. */
const ALONE = 'tinmvUGIJ'

type Writable = { -readonly [K in keyof SendmailFlags]: SendmailFlags[K] } & { recipients: string[] }

/**
 * Reads arguments as sendmail does; its many flags that mean nothing here are taken and left alone.
 *
 * @throws CommandError for flags that sendmail has not, and for those that ask for something else than sending
 */
export function parseSendmailFlags(args: readonly string[]): SendmailFlags {
  const flags: Writable = {
    fromHeader: false,
    ignoreDots: false,
    sender: null,
    name: null,
    recipients: [],
    smtp: null,
    help: false,
  }
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') {
      flags.recipients.push(...rest.splice(0))
    } else if (arg.startsWith('--')) readLong(flags, arg, rest)
    else if (arg.startsWith('-') && arg !== '-') readShort(flags, arg, rest)
    else flags.recipients.push(arg)
  }
  return flags
}

function readLong(flags: Writable, arg: string, rest: string[]): void {
  const [name, attached] = splitOnce(arg, '=')
  if (name === '--help') flags.help = true
  else if (name === '--smtp') flags.smtp = attached ?? valueOf(name, rest)
  else throw usage(`there is no option ${name}`)
}

function readShort(flags: Writable, arg: string, rest: string[]): void {
  for (let index = 1; index < arg.length; index++) {
    const letter = arg[index]!
    const attached = arg.slice(index + 1)
    if (WITH_VALUE.includes(letter)) {
      const value = attached === '' ? valueOf(`-${letter}`, rest) : attached
      setValue(flags, letter, value)
      return
    }
    if (WITH_ATTACHED.includes(letter)) {
      setAttached(flags, letter, attached)
      return
    }
    if (!ALONE.includes(letter)) throw usage(`there is no option -${letter}`)
    if (letter === 't') flags.fromHeader = true
    else if (letter === 'i') flags.ignoreDots = true
  }
}

function setValue(flags: Writable, letter: string, value: string): void {
  if (letter === 'f' || letter === 'r') flags.sender = value
  else if (letter === 'F') flags.name = value
}

function setAttached(flags: Writable, letter: string, value: string): void {
  if (letter === 'o' && value === 'i') flags.ignoreDots = true
  if (letter === 'b' && value !== 'm') {
    throw usage(`-b${value} is none of its tasks: it sends what standard input has (-bm)`)
  }
}

function valueOf(name: string, rest: string[]): string {
  const value = rest.shift()
  if (value === undefined) throw usage(`${name} lacks its value`)
  return value
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function usage(message: string): CommandError {
  return new CommandError(EXIT.usage, `${message} (facteur send --help)`)
}
