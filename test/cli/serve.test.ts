import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { environmentVariableOf, flagOf, OPTION_NAMES } from '../../server/config.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

interface Command {
  readonly child: ChildProcess
  readonly ended: Promise<{ code: number | null; output: string; errors: string }>
  /** Resolves with the line that matches, as soon as it was printed. */
  line(pattern: RegExp): Promise<string>
}

function facteur(args: string[], environment: Record<string, string> = {}): Command {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...environment } })
  running.push(child)
  let output = ''
  let errors = ''
  child.stderr.on('data', (data: Buffer) => (errors += String(data)))
  child.stdout.on('data', (data: Buffer) => (output += String(data)))
  return {
    child,
    ended: new Promise(resolve => child.once('close', code => resolve({ code, output, errors }))),
    line: pattern =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = output.split('\n').find(line => pattern.test(line))
          if (found !== undefined) resolve(found)
        }
        child.stdout.on('data', look)
        child.once('close', () => reject(new Error(`ended without ${String(pattern)}: ${output}${errors}`)))
        look()
      }),
  }
}

const ANY_PORT = ['--smtp-port', '0', '--http-port', '0']

describe('facteur', () => {
  it('prints where it listens, answers there and ends cleanly on SIGTERM', async () => {
    const command = facteur(ANY_PORT)
    const url = (await command.line(/inbox/)).trim().split(/\s+/)[1]!
    const info = (await (await fetch(`${url}/api/v1/info`)).json()) as { ports: Record<string, number> }
    expect(await command.line(/SMTP/)).toContain(`127.0.0.1:${info.ports['smtp']}`)
    command.child.kill('SIGTERM')
    expect(await command.ended).toMatchObject({ code: 0, errors: '' })
  })

  it('takes options by name of the command, from the environment, and warns of unknown ones', async () => {
    const command = facteur(['serve', '--smtp-port', '0'], {
      FACTEUR_HTTP_PORT: '0',
      FACTEUR_SMPT_PORT: '1',
    })
    await command.line(/inbox/)
    command.child.kill('SIGINT')
    expect(await command.ended).toMatchObject({
      code: 0,
      errors: expect.stringContaining('FACTEUR_SMPT_PORT'),
    })
  })

  it('opens the TLS ports with --tls', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'facteur-cli-'))
    const tlsPorts = ['--tls', '--smtps-port', '0', '--https-port', '0', '--state-dir', stateDir]
    const command = facteur([...ANY_PORT, ...tlsPorts])
    expect(await command.line(/SMTPS/)).toMatch(/127\.0\.0\.1:\d+/)
    expect(await command.line(/HTTPS/)).toMatch(/127\.0\.0\.1:\d+/)
    command.child.kill('SIGTERM')
    await command.ended
    rmSync(stateDir, { recursive: true })
  })

  it.each([
    [['--smtp-port', 'x'], 64, '--smtp-port: "x" is not a whole number'],
    [['--smpt-port', '1'], 64, 'Did you mean --smtp-port?'],
    [['what'], 64, 'too many arguments'],
    [['--config', '/no/such/file.yaml'], 64, 'cannot be read'],
    [['--user', 'nobody', ...ANY_PORT], 64, 'must be written name:password'],
  ])('%j ends with status %d and says why', async (args, code, message) => {
    expect(await facteur(args).ended).toMatchObject({ code, errors: expect.stringContaining(message) })
  })

  it('explains every option in --help', async () => {
    const { code, output } = await facteur(['--help']).ended
    expect(code).toBe(0)
    for (const name of OPTION_NAMES) expect(output).toContain(flagOf(name))
    expect(output).toContain(environmentVariableOf('smtpPort'))
  })
})
