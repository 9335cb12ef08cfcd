import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A mail program that the tests run, and the Debian package that brings it. */
export interface Tool {
  readonly name: string
  readonly debianPackage: string
  /** What the installation of the package would ask, and the answer, as debconf-set-selections reads them. */
  readonly selections?: string
}

export const TOOLS: readonly Tool[] = [
  { name: 'curl', debianPackage: 'curl' },
  { name: 'swaks', debianPackage: 'swaks' },
  { name: 'python3', debianPackage: 'python3' },
  { name: 'mbsync', debianPackage: 'isync' },
  { name: 'mutt', debianPackage: 'mutt' },
  { name: 'fetchmail', debianPackage: 'fetchmail' },
  { name: 'offlineimap', debianPackage: 'offlineimap3' },
  { name: 'interimap', debianPackage: 'interimap' },
  {
    name: 'postfix',
    debianPackage: 'postfix',
    // The tests run an instance of their own; the machine's needs no configuration, and does not start.
    selections: 'postfix postfix/main_mailer_type select No configuration',
  },
]

/** What the search asks of the machine; its test puts another in its place. */
export interface ToolMachine {
  readonly mayInstall: boolean
  has(name: string): boolean
  /** Runs a command, which reads `input`, to its end; throws when it fails. */
  run(command: string, args: readonly string[], input?: string): void
}

/**
 * Makes sure that the programs are there; on a CI machine with root rights it installs those that are not.
 *
 * @throws Error that names the missing ones and says what to do: no test of them is ever skipped
 */
export function findTools(tools: readonly Tool[], machine: ToolMachine = thisMachine()): void {
  const missing = () => tools.filter(tool => !machine.has(tool.name))
  if (missing().length > 0 && machine.mayInstall) {
    machine.run('apt-get', ['update'])
    const selections = missing().flatMap(tool => tool.selections ?? [])
    if (selections.length > 0) machine.run('debconf-set-selections', [], selections.join('\n'))
    machine.run('apt-get', ['install', '--yes', '--no-install-recommends', ...packagesOf(missing())])
  }
  const left = missing()
  if (left.length === 0) return
  throw new Error(
    `The interop tests run real mail programs, and ${left.map(tool => tool.name).join(', ')} cannot be found. ` +
      `Install them (on Debian: apt-get install ${packagesOf(left).join(' ')}), then run the tests again.`,
  )
}

function packagesOf(tools: readonly Tool[]): string[] {
  return tools.map(tool => tool.debianPackage)
}

function thisMachine(): ToolMachine {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return {
    mayInstall: process.env.CI === 'true' && process.platform === 'linux' && process.getuid?.() === 0,
    has: name => folders.some(folder => isExecutable(join(folder, name))),
    run(command, args, input = '') {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      execFileSync(command, args, { input, stdio: ['pipe', 'ignore', 'inherit'], env })
    },
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
