import { describe, expect, it } from 'vitest'
import { findBrowser, findFastBrowser, type Machine } from './find-browser.ts'

interface Situation extends Partial<Omit<Machine, 'isExecutable' | 'run' | 'playwrightPath'>> {
  readonly executables?: readonly string[]
  readonly playwright?: string
  /** The packages of the distribution, and what each brings. */
  readonly apt?: Readonly<Record<string, string | undefined>>
}

function machine(situation: Situation): Machine & { readonly commands: string[] } {
  const commands: string[] = []
  const executables = new Set(situation.executables)
  return {
    platform: 'linux',
    env: {},
    isRoot: false,
    isDebian: true,
    ...situation,
    commands,
    isExecutable: path => executables.has(path),
    playwrightPath: () => situation.playwright,
    run(command, args) {
      commands.push([command, ...args].join(' '))
      const name = args.at(-1)!
      if (args[0] !== 'install') return
      if (situation.apt === undefined || !(name in situation.apt)) throw new Error(`no package ${name}`)
      const brought = situation.apt[name]
      if (brought !== undefined) executables.add(brought)
    },
  }
}

describe('findBrowser', () => {
  it('takes the one CHROME_PATH names before any other', () => {
    const executables = ['/opt/chrome', '/usr/bin/chromium']
    expect(findBrowser(machine({ env: { CHROME_PATH: '/opt/chrome' }, executables }))).toBe('/opt/chrome')
  })

  it('does not silently take another one when CHROME_PATH is wrong', () => {
    const wrong = machine({ env: { CHROME_PATH: '/opt/nothing' }, executables: ['/usr/bin/chromium'] })
    expect(() => findBrowser(wrong)).toThrow('CHROME_PATH names /opt/nothing')
  })

  it.each([
    ['linux', { PATH: '/home/me/bin:/usr/bin' }, '/home/me/bin/google-chrome'],
    ['linux', {}, '/usr/bin/chromium'],
    ['linux', {}, '/snap/bin/chromium'],
    ['darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', { PATH: '/opt/homebrew/bin' }, '/opt/homebrew/bin/chromium'],
    ['win32', { LOCALAPPDATA: 'C:\\Local' }, 'C:\\Local\\Google\\Chrome\\Application\\chrome.exe'],
  ] as const)('finds an installed one on %s with %o: %s', (platform, env, path) => {
    expect(findBrowser(machine({ platform, env, executables: [path] }))).toBe(path)
  })

  it('prefers an installed one to the one Playwright fetched', () => {
    const both = ['/usr/bin/chromium', '/cache/chrome']
    expect(findBrowser(machine({ executables: both, playwright: '/cache/chrome' }))).toBe('/usr/bin/chromium')
    expect(findBrowser(machine({ executables: ['/cache/chrome'], playwright: '/cache/chrome' }))).toBe(
      '/cache/chrome',
    )
  })

  it('installs the distribution package on a CI machine with root rights', () => {
    const ci = machine({ env: { CI: 'true' }, isRoot: true, apt: { chromium: '/usr/bin/chromium' } })
    expect(findBrowser(ci)).toBe('/usr/bin/chromium')
    expect(ci.commands).toEqual(['apt-get update', 'apt-get install --yes --no-install-recommends chromium'])
  })

  it.each([
    ['outside CI', { isRoot: true }],
    ['without root rights', { env: { CI: 'true' } }],
    ['on a machine that is no Debian', { env: { CI: 'true' }, isRoot: true, isDebian: false }],
    ['when there is no such package', { env: { CI: 'true' }, isRoot: true }],
    ['when the package brought none', { env: { CI: 'true' }, isRoot: true, apt: { chromium: undefined } }],
    ['when Playwright has fetched none yet', { playwright: '/cache/chrome' }],
  ] satisfies [string, Situation][])('says what to do when there is none, %s', (_when, situation) => {
    expect(() => findBrowser(machine(situation))).toThrow(/npx playwright-core install chromium.*CHROME_PATH/)
  })

  it('installs nothing on a machine that is not CI', () => {
    const own = machine({ isRoot: true, apt: { chromium: '/usr/bin/chromium' } })
    expect(() => findBrowser(own)).toThrow('found none')
    expect(own.commands).toEqual([])
  })
})

describe('findFastBrowser', () => {
  const [shell, whole] = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
  const ci = { env: { CI: 'true' }, isRoot: true }

  it('prefers a headless shell, unless CHROME_PATH names another', () => {
    const executables = [whole, shell]
    expect(findFastBrowser(machine({ executables }))).toBe(shell)
    expect(findFastBrowser(machine({ executables, env: { CHROME_PATH: whole } }))).toBe(whole)
    expect(findBrowser(machine({ executables }))).toBe(whole)
  })

  it.each([
    [
      'installs one on a CI machine that has a browser',
      { ...ci, executables: [whole], apt: { 'chromium-headless-shell': shell } },
      shell,
    ],
    ['takes the browser where the distribution has no shell', { ...ci, executables: [whole] }, whole],
    ['installs the browser where it has no shell', { ...ci, apt: { chromium: whole } }, whole],
    ['takes the browser on any other machine', { executables: [whole] }, whole],
  ] satisfies [string, Situation, string][])('%s', (_what, situation, path) => {
    expect(findFastBrowser(machine(situation))).toBe(path)
  })

  it('says what to do when there is none', () => {
    expect(() => findFastBrowser(machine({}))).toThrow('found none')
  })
})
