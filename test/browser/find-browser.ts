import { execFileSync } from 'node:child_process'
import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { posix, win32 } from 'node:path'

/** What the search asks of the machine; tests put their own in its place. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isRoot: boolean
  readonly isDebian: boolean
  isExecutable(path: string): boolean
  /** Where Playwright keeps the Chromium it fetched, whether or not it did. */
  playwrightPath(): string | undefined
  /** Runs a command to its end; throws when it fails. */
  run(command: string, args: readonly string[]): void
}

/** Browsers without the part that draws windows: pages take half the time in them. */
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell']
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const WINDOWS_ROOTS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']

/**
 * Finds a Chromium or Chrome: the one CHROME_PATH names, an installed one, one that Playwright fetched earlier. On a CI
 * machine that is a Debian with root rights it installs the distribution's own.
 *
 * @returns the path of an executable
 * @throws Error that says what to do when there is none, since no browser test is ever skipped
 */
export function findBrowser(machine: Machine = thisMachine()): string {
  return named(machine) ?? wholeBrowser(machine)
}

/**
 * Finds what the browser tests are fastest with: a headless shell, installed if need be as `findBrowser` would, or else any
 * browser.
 *
 * @throws Error as `findBrowser` does
 */
export function findFastBrowser(machine: Machine = thisMachine()): string {
  return (
    named(machine) ??
    installed(machine, SHELLS) ??
    installOnCi(machine, 'chromium-headless-shell', SHELLS) ??
    wholeBrowser(machine)
  )
}

function named(machine: Machine): string | undefined {
  const path = machine.env.CHROME_PATH
  if (path === undefined || path === '' || machine.isExecutable(path)) return path || undefined
  throw new Error(`CHROME_PATH names ${path}, which is not there or cannot be run. Correct it, or unset it.`)
}

function wholeBrowser(machine: Machine): string {
  const found = installed(machine, BROWSERS) ?? fetched(machine) ?? installOnCi(machine, 'chromium', BROWSERS)
  if (found !== undefined) return found
  throw new Error(
    'The browser tests need Chromium or Chrome and found none. Run `npx playwright-core install chromium`, ' +
      'or install a Chromium, or set CHROME_PATH to the path of one; then run the tests again.',
  )
}

function installed(machine: Machine, names: readonly string[]): string | undefined {
  return candidates(machine, names).find(path => machine.isExecutable(path))
}

function candidates({ platform, env }: Machine, names: readonly string[]): string[] {
  if (platform === 'win32') {
    return WINDOWS_ROOTS.flatMap(root => env[root] ?? []).map(root =>
      win32.join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    )
  }
  const folders = new Set([...(env.PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin', '/snap/bin'])
  const onPath = [...folders].filter(Boolean).flatMap(folder => names.map(name => posix.join(folder, name)))
  return platform === 'darwin' ? [...MAC_PATHS, ...onPath] : onPath
}

function fetched(machine: Machine): string | undefined {
  const path = machine.playwrightPath()
  return path !== undefined && machine.isExecutable(path) ? path : undefined
}

/** Installs a Debian package; undefined where that is nobody's wish, and where the distribution has none of that name. */
function installOnCi(machine: Machine, name: string, brings: readonly string[]): string | undefined {
  if (machine.env.CI !== 'true' || !machine.isRoot || !machine.isDebian) return undefined
  try {
    machine.run('apt-get', ['update'])
    machine.run('apt-get', ['install', '--yes', '--no-install-recommends', name])
  } catch {
    return undefined
  }
  return installed(machine, brings)
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    isDebian: process.platform === 'linux' && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readRelease()),
    isExecutable(path) {
      try {
        accessSync(path, constants.X_OK)
        return statSync(path).isFile()
      } catch {
        return false
      }
    },
    playwrightPath() {
      const playwright = createRequire(import.meta.url)('playwright-core') as typeof import('playwright-core')
      return playwright.chromium.executablePath()
    },
    run(command, args) {
      execFileSync(command, args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    },
  }
}

function readRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}
