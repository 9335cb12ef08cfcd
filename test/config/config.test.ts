import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import {
  ConfigError,
  defaultOptions,
  environmentVariableOf,
  flagOf,
  loadConfig,
  OPTION_NAMES,
} from '../../server/config.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'facteur-config-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const NOTHING = { flags: {}, environment: {}, file: null }

describe('where an option comes from', () => {
  it('is the default when nothing names it', async () => {
    const { options, warnings } = await loadConfig(NOTHING)
    expect(options).toEqual(defaultOptions())
    expect(options).toMatchObject({ smtpPort: 1025, httpPort: 8025, host: ['127.0.0.1', '::1'], tls: false })
    expect(warnings).toEqual([])
  })

  it('is the flag before the environment before the file', async () => {
    const path = file('order.yaml', 'smtpPort: 1\nhttpPort: 2\nmaxMessages: 3\n')
    const { options } = await loadConfig({
      flags: { smtpPort: ['11'] },
      environment: { FACTEUR_SMTP_PORT: '21', FACTEUR_HTTP_PORT: '22' },
      file: path,
    })
    expect(options).toMatchObject({ smtpPort: 11, httpPort: 22, maxMessages: 3 })
  })

  it('may be a file in JSON', async () => {
    const path = file('options.json', '{"tls": true, "allowHost": ["a.test", "b.test"], "maxAge": "6d"}')
    const { options } = await loadConfig({ ...NOTHING, file: path })
    expect(options).toMatchObject({ tls: true, allowHost: ['a.test', 'b.test'], maxAge: 518_400_000 })
  })

  it('is the default when the file names it without a value', async () => {
    const path = file('empty.yaml', 'tlsCert:\nmaxAge: null\nsmtpPort:\nuser:\n')
    expect((await loadConfig({ ...NOTHING, file: path })).options).toEqual(defaultOptions())
  })

  it('is the default when the environment variable is empty', async () => {
    const { options } = await loadConfig({ ...NOTHING, environment: { FACTEUR_SMTP_PORT: '' } })
    expect(options.smtpPort).toBe(1025)
  })
})

describe('options that take several values', () => {
  it('are repeated as flags', async () => {
    const { options } = await loadConfig({ ...NOTHING, flags: { user: ['anna:a,b', 'bob:c d'] } })
    expect(options.user).toEqual(['anna:a,b', 'bob:c d'])
  })

  it('are parted by commas or white space in the environment', async () => {
    const { options } = await loadConfig({
      ...NOTHING,
      environment: { FACTEUR_HOST: '127.0.0.1, ::1  0.0.0.0' },
    })
    expect(options.host).toEqual(['127.0.0.1', '::1', '0.0.0.0'])
  })

  it('are hosts and origins in every form that a request can have', async () => {
    const flags = {
      allowHost: ['*', 'mail.test', 'my_host', 'bücher.test', '192.0.2.1', '2001:db8::1'],
      allowOrigin: ['*', 'null', 'http://app.test:3000', 'https://app.test/', 'chrome-extension://abc'],
    }
    expect((await loadConfig({ ...NOTHING, flags })).options).toMatchObject(flags)
  })

  it('take users from a file, one a line, without comments', async () => {
    const path = file('users', '# who may send\nanna:one\r\n\n bob:two words \n')
    const { options } = await loadConfig({ ...NOTHING, flags: { user: ['carl:x'], usersFile: [path] } })
    expect(options.user).toEqual(['carl:x', 'anna:one', 'bob:two words'])
  })
})

describe('a value that does not fit', () => {
  test.each([
    [{ smtpPort: ['70000'] }, '--smtp-port: "70000" is not a whole number from 0 to 65535'],
    [{ smtpPort: ['25a'] }, '--smtp-port: "25a" is not a whole number from 0 to 65535'],
    [{ maxMessages: ['0'] }, '--max-messages: "0" is not a whole number from 1'],
    [{ maxAge: ['soon'] }, '--max-age: "soon" is not a duration; write a number and its unit'],
    [{ maxStoreSize: ['big'] }, '--max-store-size: "big" is not a size'],
    [{ tls: ['perhaps'] }, '--tls: "perhaps" is neither true nor false'],
    [{ usersFile: ['/no/such/file'] }, '--users-file: ENOENT'],
    [{ allowHost: ['http://mail.test'] }, '--allow-host: "http://mail.test" is no host name'],
    [{ allowHost: ['mail.test:8025'] }, '--allow-host: "mail.test:8025" is no host name'],
    [{ allowHost: ['*.mail.test'] }, '--allow-host: "*.mail.test" is no host name'],
    [{ allowOrigin: ['app.test'] }, '--allow-origin: "app.test" is no origin; write scheme, host and port'],
    [{ allowOrigin: ['http://app.test/page'] }, '--allow-origin: "http://app.test/page" is no origin'],
  ])('%j is refused', async (flags, message) => {
    const loaded = loadConfig({ ...NOTHING, flags })
    await expect(loaded).rejects.toThrow(ConfigError)
    await expect(loaded).rejects.toThrow(message)
  })

  it('is told with the variable it stood in', async () => {
    await expect(loadConfig({ ...NOTHING, environment: { FACTEUR_HTTP_PORT: 'x' } })).rejects.toThrow(
      'FACTEUR_HTTP_PORT: "x" is not a whole number',
    )
  })

  it('is told with the file and key it stood in', async () => {
    const path = file('wrong.yaml', 'httpPort: x\n')
    await expect(loadConfig({ ...NOTHING, file: path })).rejects.toThrow(`${path}: httpPort: "x" is not`)
  })

  test.each([
    ['unknown.yaml', 'smtp-port: 25\n', 'there is no option "smtp-port"'],
    ['inherited.yaml', 'toString: 1\n', 'there is no option "toString"'],
    ['list.yaml', '- a\n', 'must hold option names and values'],
    ['broken.yaml', '{', 'cannot be read'],
  ])('%s is refused as a whole', async (name, content, message) => {
    await expect(loadConfig({ ...NOTHING, file: file(name, content) })).rejects.toThrow(message)
  })

  it.each([
    ['smtpPort: [1, 2]', /list.yaml: smtpPort: .* not a list/],
    ['world: { domains: {} }', /list.yaml: world: .* not keys with values/],
    ['user: [{ app: secret }]', /list.yaml: user: (?!.*secret).* not keys with values/],
    ['allowHost: [a.test, null]', /list.yaml: allowHost: .* not nothing/],
  ])('is told when no flag could say it: %s', async (content, message) => {
    const path = file('list.yaml', content)
    await expect(loadConfig({ ...NOTHING, file: path })).rejects.toThrow(message)
  })

  it('is refused when the configuration file is missing', async () => {
    await expect(loadConfig({ ...NOTHING, file: join(folder, 'none.yaml') })).rejects.toThrow(
      'cannot be read',
    )
  })
})

describe('the environment', () => {
  it('warns of unknown variables and of nothing else', async () => {
    const { warnings } = await loadConfig({
      ...NOTHING,
      environment: { FACTEUR_SMPT_PORT: '1', FACTEUR_URL: 'http://localhost:8025', PATH: '/bin' },
    })
    expect(warnings).toEqual([expect.stringContaining('FACTEUR_SMPT_PORT')])
  })

  it('names every option as the flag does', () => {
    for (const name of OPTION_NAMES) {
      expect(environmentVariableOf(name)).toBe(
        `FACTEUR_${flagOf(name).slice(2).replaceAll('-', '_').toUpperCase()}`,
      )
    }
  })
})
