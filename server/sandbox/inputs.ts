import { ConfigError, flagOf, type OptionName, type Options } from '../config.ts'
import type { FaultRule } from '../delivery/faults/fault-rule.ts'
import type { WorldHolder } from '../delivery/world/world-holder.ts'
import { loadCertificate, type TlsMaterial } from '../net/certificate.ts'
import { Users } from '../net/users.ts'

/**
 * The certificate that the options name, or a generated one; null without TLS.
 *
 * @throws ConfigError, and Error when a file cannot be read or written
 */
export async function readCertificate(options: Options): Promise<TlsMaterial | null> {
  const { tls, tlsCert, tlsKey, tlsHost, stateDir } = options
  if (!tls && tlsCert === null && tlsKey === null) return null
  if (!tls) throw new ConfigError('--tls-cert and --tls-key are of no use without --tls')
  if ((tlsCert === null) !== (tlsKey === null)) {
    throw new ConfigError(
      '--tls-cert and --tls-key go together; give both files, or none for a generated one',
    )
  }
  return loadCertificate({
    ...(tlsCert !== null && { certFile: tlsCert }),
    ...(tlsKey !== null && { keyFile: tlsKey }),
    hosts: [...tlsHost],
    directory: stateDir,
  })
}

/** @throws ConfigError that names the file, the fault and the value that is wrong */
export async function readFaults(file: string): Promise<FaultRule[]> {
  const { readFaultsFile } = await import('../delivery/faults/read-faults-file.ts')
  return orConfigError('faults', () => readFaultsFile(file))
}

/**
 * Begins with the world that a file describes.
 *
 * @throws ConfigError that names the file, or the place in it that is wrong
 */
export async function beginWorld(world: WorldHolder, file: string): Promise<void> {
  const { readWorldFile } = await import('../delivery/world/read-world-file.ts')
  const document = await orConfigError('world', () => readWorldFile(file))
  try {
    await world.begin(document)
  } catch (error) {
    throw new ConfigError(`${flagOf('world')}: in ${file}, ${(error as Error).message}`, { cause: error })
  }
}

/** @throws ConfigError that names the faulty entry, without its password */
export function parseUsers(option: OptionName, entries: readonly string[]): Users {
  try {
    return Users.parse(entries)
  } catch (error) {
    throw configError(option, error)
  }
}

/** @throws ConfigError for a name that is none: a client would be tested against a server that has it after all */
export async function checkCapabilities(names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  const { CAPABILITY_NAMES } = await import('../imap/capability.ts')
  const known = new Set(CAPABILITY_NAMES.map(name => name.toUpperCase()))
  const unknown = names.find(name => !known.has(name.toUpperCase()))
  if (unknown === undefined) return
  throw new ConfigError(
    `${flagOf('imapDisable')}: there is no capability "${unknown}"; there are ${CAPABILITY_NAMES.join(', ')}`,
  )
}

async function orConfigError<T>(option: OptionName, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw configError(option, error)
  }
}

function configError(option: OptionName, error: unknown): ConfigError {
  return new ConfigError(`${flagOf(option)}: ${(error as Error).message}`, { cause: error })
}
