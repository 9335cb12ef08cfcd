import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CHECK_LIMITS } from './check/check-limits.ts'
import { DELIVERY_LIMITS } from './delivery/delivery-limits.ts'
import { FAULT_LIMITS } from './delivery/faults/fault-limits.ts'
import { DNS_LIMITS } from './dns/limits.ts'
import { HTTP_LIMITS } from './http/limits.ts'
import { IMAP_LIMITS } from './imap/limits.ts'
import { STORE_LIMITS } from './mailbox/store-limits.ts'
import { POP3_LIMITS } from './pop3/limits.ts'
import { TAG_SOURCES } from './mailbox/sender-tags.ts'
import { SMTP_LIMITS } from './smtp/limits.ts'
import { parseDuration, parseSize } from './units.ts'

/** One option: how it is read from text, its default, and the line that `--help` and README show. */
export interface OptionDefinition<T = unknown> {
  readonly group: string
  readonly default: T
  /** What stands for the value in help, e.g. `PORT`; null for a switch. */
  readonly placeholder: string | null
  readonly help: string
  /** Whether it takes several values: flags are repeated, in an environment variable commas or white space part them. */
  readonly repeatable: boolean
  /** Reads one value. @throws Error that says what fits, without the option's name */
  parse(text: string): unknown
}

/** An option was given a value that does not fit. The message names the option, where it stood, and what fits. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

function option<T>(
  group: string,
  placeholder: string | null,
  fallback: T,
  help: string,
  parse: (text: string) => T,
): OptionDefinition<T> {
  return { group, placeholder, default: fallback, help, parse, repeatable: false }
}

function list<T extends string = string>(
  group: string,
  placeholder: string,
  fallback: readonly NoInfer<T>[],
  help: string,
  parse: (text: string) => T = value => value as T,
): OptionDefinition<readonly T[]> {
  return { group, placeholder, default: fallback, help, parse, repeatable: true }
}

function text(group: string, placeholder: string, help: string) {
  return option<string | null>(group, placeholder, null, help, value => value)
}

function port<T extends number | null>(group: string, fallback: T, help: string) {
  return option<number | T>(group, 'PORT', fallback, help, value => wholeNumber(value, 0, 65_535))
}

function count<T extends number | null>(group: string, fallback: T, help: string) {
  return option<number | T>(group, 'N', fallback, help, value =>
    wholeNumber(value, 1, Number.MAX_SAFE_INTEGER),
  )
}

function size<T extends number | null>(group: string, fallback: T, help: string) {
  return option<number | T>(group, 'SIZE', fallback, help, parseSize)
}

function duration<T extends number | null>(group: string, fallback: T, help: string) {
  return option<number | T>(group, 'DURATION', fallback, help, parseDuration)
}

function toggle(group: string, help: string) {
  return option(group, null, false, help, trueOrFalse)
}

/** Every option of Facteur, once. Flag, environment variable and file key all follow from the key. */
export const OPTIONS = {
  host: list('Listening', 'ADDRESS', ['127.0.0.1', '::1'], 'address to listen on; 0.0.0.0 or :: for all'),
  smtpPort: port('Listening', 1025, 'SMTP port; 0 takes any free one'),
  httpPort: port('Listening', 8025, 'HTTP port of the inbox and the API'),
  pop3Port: port('Listening', 1110, 'POP3 port'),
  imapPort: port('Listening', 1143, 'IMAP port'),
  dnsPort: port('Listening', null, "port of the world's DNS, over UDP and TCP; off, if not given"),
  smtpsPort: port('Listening', 1465, 'SMTP port with implicit TLS (with --tls)'),
  httpsPort: port('Listening', 8443, 'HTTPS port (with --tls)'),
  pop3sPort: port('Listening', 1995, 'POP3 port with implicit TLS (with --tls)'),
  imapsPort: port('Listening', 1993, 'IMAP port with implicit TLS (with --tls)'),

  tls: toggle('TLS', 'offer STARTTLS and open the TLS ports; generates a certificate unless one is given'),
  tlsCert: text('TLS', 'FILE', 'certificate chain, PEM'),
  tlsKey: text('TLS', 'FILE', 'private key of the certificate, PEM'),
  tlsHost: list('TLS', 'NAME', [], 'further host name for the generated certificate'),
  stateDir: option(
    'TLS',
    'DIRECTORY',
    defaultStateDirectory(),
    'where the generated certificate is kept',
    value => value,
  ),

  user: list(
    'Access',
    'NAME:PASSWORD',
    [],
    'user for SMTP, POP3 and IMAP; once one is named, a login is required',
  ),
  usersFile: text('Access', 'FILE', 'file with one name:password a line, as for --user'),
  httpUser: list(
    'Access',
    'NAME:PASSWORD',
    [],
    'user for the inbox and the API; guards them with HTTP Basic',
  ),
  allowHost: list(
    'Access',
    'NAME',
    [],
    'host name that requests may carry besides localhost; * for any',
    hostNameOrAny,
  ),
  allowOrigin: list(
    'Access',
    'ORIGIN',
    [],
    'web origin that may call the API besides our own; * for any',
    originOrAny,
  ),

  ignoreTags: list(
    'Capture',
    'SOURCE',
    [],
    'tags by the sender to ignore: header (X-Tags), plus (of plus-addresses), user (SMTP user name)',
    oneOf(...TAG_SOURCES),
  ),

  imapDisable: list('IMAP', 'NAME', [], 'capability to do without, such as IDLE or MOVE'),
  imapLiteralMinus: toggle('IMAP', 'offer LITERAL- instead of LITERAL+ (RFC 7888)'),

  world: text('Simulation', 'FILE', 'the simulated outside: domains, hosts, DNS, in YAML or JSON'),
  readyMade: option(
    'Simulation',
    'on|off|plus',
    'on',
    'addresses such as anna@unknown.test, which misbehave; plus: anna+unknown@x.test too',
    oneOf('on', 'off', 'plus'),
  ),
  faults: text('Simulation', 'FILE', 'faults of the listeners, a list in YAML or JSON'),

  maxMessages: count('Limits', STORE_LIMITS.messages, 'messages kept; the oldest go first'),
  maxStoreSize: size('Limits', STORE_LIMITS.bytes, 'bytes of messages kept; the oldest go first'),
  maxAge: duration('Limits', STORE_LIMITS.age, 'age at which messages go, such as 6d'),
  maxAccounts: count('Limits', STORE_LIMITS.accounts, 'accounts kept'),
  quota: size('Limits', null, 'bytes that each account may hold; none, if not given'),
  quotaMessages: count('Limits', null, 'messages that each account may hold; none, if not given'),
  maxMessageSize: size('Limits', SMTP_LIMITS.messageSize, 'size of one message over SMTP and the API'),
  maxRecipients: count('Limits', SMTP_LIMITS.recipients, 'recipients of one message'),
  maxConnections: count(
    'Limits',
    SMTP_LIMITS.connections,
    'connections at a time, for SMTP, POP3 and IMAP each',
  ),
  maxHttpConnections: count('Limits', HTTP_LIMITS.connections, 'connections at a time, for HTTP'),
  maxConnectionsPerAddress: count(
    'Limits',
    IMAP_LIMITS.connectionsPerAddress,
    'connections of one IP address at a time, for POP3 and IMAP each',
  ),
  maxQueue: count('Limits', DELIVERY_LIMITS.queued, 'deliveries that wait in the queue'),
  maxFaults: count('Limits', FAULT_LIMITS.rules, 'faults that are set at a time'),
  maxDnsConnections: count('Limits', DNS_LIMITS.connections, 'TCP connections at a time, for DNS'),
  maxEventStreams: count('Limits', HTTP_LIMITS.eventStreams, 'open event streams at a time'),
  maxWaits: count('Limits', HTTP_LIMITS.waits, 'requests that wait for mail at a time'),
  maxWait: duration('Limits', HTTP_LIMITS.waitTimeout, 'time one request may wait for mail'),
  maxSignatures: count('Limits', CHECK_LIMITS.signatures, 'DKIM signatures of a message that are verified'),
  checkTimeout: duration('Limits', CHECK_LIMITS.timeout, 'time a check of one message may take'),
  maxCommandLine: size('Limits', SMTP_LIMITS.commandLine, 'length of one SMTP command line'),
  maxPop3Line: size('Limits', POP3_LIMITS.commandLine, 'length of one POP3 command line'),
  maxPop3AuthLine: size('Limits', POP3_LIMITS.authLine, 'length of one line of a POP3 AUTH exchange'),
  maxImapLine: size('Limits', IMAP_LIMITS.commandLine, 'length of one IMAP command line'),
  maxImapLiteral: size('Limits', IMAP_LIMITS.literal, 'size of an IMAP literal that is no message'),
  maxImapUnread: size('Limits', IMAP_LIMITS.unread, 'IMAP answers that wait for their client to read them'),
  maxBadCommands: count(
    'Limits',
    IMAP_LIMITS.badCommands,
    'bad POP3 or IMAP commands in a row, then the client is dismissed',
  ),
  loginTimeout: duration('Limits', IMAP_LIMITS.loginTime, 'time a POP3 or IMAP client has to log in'),
  idleTimeout: duration(
    'Limits',
    SMTP_LIMITS.idleTimeout,
    'time after which a silent SMTP client is dismissed',
  ),
  pop3IdleTimeout: duration('Limits', POP3_LIMITS.idleTime, 'the same for POP3'),
  imapIdleTimeout: duration('Limits', IMAP_LIMITS.idleTime, 'the same for IMAP'),
  dnsIdleTimeout: duration('Limits', DNS_LIMITS.idleTime, 'the same for DNS over TCP'),

  open: toggle('Running', 'open the inbox in the browser'),
} satisfies Record<string, OptionDefinition>

export type OptionName = keyof typeof OPTIONS
type ValueOf<D> = D extends OptionDefinition<infer T> ? T : never
/** The value of every option. Sizes are bytes, durations milliseconds. */
export type Options = { readonly [K in OptionName]: ValueOf<(typeof OPTIONS)[K]> }

export const OPTION_NAMES = Object.keys(OPTIONS) as OptionName[]

/** `smtpPort` → `--smtp-port`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`
}

/** `smtpPort` → `FACTEUR_SMTP_PORT`. */
export function environmentVariableOf(name: string): string {
  return `FACTEUR_${name.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase()}`
}

export function defaultOptions(): Options {
  return Object.fromEntries(OPTION_NAMES.map(name => [name, OPTIONS[name].default])) as Options
}

/** Texts as they stood in flags, by option name; a repeated flag gives several, a bare switch gives `'true'`. */
export type FlagTexts = Partial<Record<OptionName, readonly string[]>>

export interface ConfigSources {
  readonly flags: FlagTexts
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Path of a YAML or JSON file with option names as keys. */
  readonly file: string | null
}

/** Variables that Facteur's own commands read but that are no options of the server. */
const OTHER_VARIABLES = new Set(['FACTEUR_CONFIG', 'FACTEUR_URL', 'FACTEUR_SMTP'])

/**
 * Gathers the options: a flag goes before an environment variable, that before the file, that before the default.
 *
 * @returns the options and warnings about unknown `FACTEUR_*` variables
 * @throws ConfigError naming the option, where it stood and what it takes
 */
export async function loadConfig(sources: ConfigSources): Promise<{ options: Options; warnings: string[] }> {
  const file = sources.file === null ? {} : await readConfigFile(sources.file)
  const values: Record<string, unknown> = {}
  for (const name of OPTION_NAMES) {
    const flag = sources.flags[name]
    const variable = environmentVariableOf(name)
    const environment = sources.environment[variable]
    if (flag !== undefined) values[name] = parseTexts(name, flag, flagOf(name))
    else if (environment !== undefined && environment !== '')
      values[name] = parseTexts(name, split(name, environment), variable)
    else if (isGiven(file[name])) {
      const where = `${sources.file}: ${name}`
      values[name] = parseTexts(name, textsOf(file[name], name, where), where)
    } else values[name] = OPTIONS[name].default
  }
  return { options: withUsersFile(values as Options), warnings: unknownVariables(sources.environment) }
}

function split(name: OptionName, value: string): string[] {
  return OPTIONS[name].repeatable ? value.split(/[\s,]+/).filter(item => item !== '') : [value]
}

function parseTexts(name: OptionName, texts: readonly string[], where: string): unknown {
  const definition: OptionDefinition = OPTIONS[name]
  try {
    if (definition.repeatable) return texts.map(value => definition.parse(value))
    const last = texts.at(-1)
    if (last === undefined) throw new ConfigError('a value is missing')
    return definition.parse(last)
  } catch (error) {
    throw new ConfigError(`${where}: ${(error as Error).message}`, { cause: error })
  }
}

async function readConfigFile(path: string): Promise<Record<string, unknown>> {
  const { parse } = await import('yaml')
  let content: unknown
  try {
    content = parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new ConfigError(`the configuration file ${path} cannot be read: ${(error as Error).message}`, {
      cause: error,
    })
  }
  if (content === null || content === undefined) return {}
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new ConfigError(
      `the configuration file ${path} must hold option names and values, such as "smtpPort: 2525"`,
    )
  }
  const unknown = Object.keys(content).find(key => !Object.hasOwn(OPTIONS, key))
  if (unknown !== undefined) {
    throw new ConfigError(`${path}: there is no option "${unknown}"; see facteur --help for their names`)
  }
  return content as Record<string, unknown>
}

/** YAML and JSON have null for a key without a value. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** @throws ConfigError for what no flag could say, without showing it, as it may hold a password */
function textsOf(value: unknown, name: OptionName, where: string): string[] {
  const items: unknown[] = OPTIONS[name].repeatable && Array.isArray(value) ? value : [value]
  const wrong = items.find(item => typeof item === 'object')
  if (wrong === undefined) return items.map(String)
  const kind = Array.isArray(wrong) ? 'a list' : wrong === null ? 'nothing' : 'keys with values'
  throw new ConfigError(`${where}: write one value here, not ${kind}`)
}

function unknownVariables(environment: ConfigSources['environment']): string[] {
  const known = new Set([...OPTION_NAMES.map(environmentVariableOf), ...OTHER_VARIABLES])
  return Object.keys(environment)
    .filter(variable => variable.startsWith('FACTEUR_') && !known.has(variable))
    .map(variable => `unknown environment variable ${variable}; see facteur --help for their names`)
}

/** The users of the file that is named are among the users then. @throws ConfigError when it cannot be read */
export function withUsersFile(options: Options): Options {
  if (options.usersFile === null) return options
  let content: string
  try {
    content = readFileSync(options.usersFile, 'utf8')
  } catch (error) {
    throw new ConfigError(`--users-file: ${(error as Error).message}`, { cause: error })
  }
  const lines = content.split(/\r?\n/).map(line => line.trim())
  const users = lines.filter(line => line !== '' && !line.startsWith('#'))
  return { ...options, user: [...options.user, ...users], usersFile: null }
}

function wholeNumber(value: string, least: number, most: number): number {
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < least || number > most) {
    throw new ConfigError(`"${value}" is not a whole number from ${least} to ${most}`)
  }
  return number
}

function oneOf<const T extends string>(...values: readonly T[]): (text: string) => T {
  return text => {
    const value = values.find(name => name === text.toLowerCase())
    if (value === undefined) throw new ConfigError(`"${text}" is none of ${values.join(', ')}`)
    return value
  }
}

/** What no Host field could match would be allowed in vain. */
function hostNameOrAny(value: string): string {
  if (value === '*' || isIP(value) !== 0 || /^[^\s*:/?#@[\]\\]+$/.test(value)) return value
  throw new ConfigError(`"${value}" is no host name; write it without scheme, port and pattern, or * for any`)
}

/** `null` is what pages in files and sandboxed frames send. */
function originOrAny(value: string): string {
  if (value === '*' || value === 'null' || /^[a-z][a-z0-9+.-]*:\/\/[^\s*/?#@]+\/?$/i.test(value)) return value
  throw new ConfigError(
    `"${value}" is no origin; write scheme, host and port as in http://app.test:3000, or * for any`,
  )
}

function trueOrFalse(value: string): boolean {
  if (/^(true|1|yes|on)$/i.test(value)) return true
  if (/^(false|0|no|off)$/i.test(value)) return false
  throw new ConfigError(`"${value}" is neither true nor false`)
}

function defaultStateDirectory(): string {
  const base = process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state')
  return join(base, 'facteur')
}

/** The version in package.json, which lies one folder above both `server/` and the emitted `dist/`. */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version
