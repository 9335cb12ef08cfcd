import { inspect } from 'node:util'
import {
  ConfigError,
  defaultOptions,
  type OptionDefinition,
  type Options,
  OPTIONS,
  withUsersFile,
} from '../config.ts'

/**
 * All options: those that a program gave, as far as it gave them, then others in place of the defaults. A value may be
 * a text, as a flag has it: `'6d'`, `'50MB'`.
 *
 * @throws ConfigError that names the option, and what it takes
 */
export function completeOptions(given: Partial<Options>, otherDefaults: Partial<Options>): Options {
  const values = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, readOption(name, value)])
  return withUsersFile({ ...defaultOptions(), ...otherDefaults, ...Object.fromEntries(values) })
}

function readOption(name: string, value: unknown): unknown {
  if (!Object.hasOwn(OPTIONS, name)) {
    throw new ConfigError(`there is no option "${name}"; facteur --help names them: smtpPort is --smtp-port`)
  }
  const definition: OptionDefinition = OPTIONS[name as keyof Options]
  if (value === null && definition.default === null) return null
  try {
    if (!definition.repeatable) return definition.parse(textOf(value, definition))
    if (!Array.isArray(value)) throw new ConfigError(`it takes an array, not ${inspect(value)}`)
    return value.map(item => definition.parse(textOf(item, definition)))
  } catch (error) {
    throw new ConfigError(`${name}: ${(error as Error).message}`, { cause: error })
  }
}

/** A value as it would be written on a command line; numbers are milliseconds where a duration is taken. */
function textOf(value: unknown, { placeholder }: OptionDefinition): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean' && placeholder === null) return String(value)
  if (typeof value !== 'number') throw new ConfigError(`it does not take ${inspect(value)}`)
  return placeholder === 'DURATION' ? `${value}ms` : String(value)
}
