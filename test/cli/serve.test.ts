import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { watch } from 'node:fs/promises'
import net from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { environmentVariableOf, flagOf, OPTION_NAMES } from '../../server/config.ts'
import { facteur, facteurProcess, temporaryFolder } from './run-facteur.ts'

const ANY_PORT = ['--smtp-port', '0', '--http-port', '0', '--pop3-port', '0', '--imap-port', '0']

interface Ready {
  readonly pid: number
  readonly url: string
  readonly ports: Record<string, number>
  readonly addresses: Record<string, string[]>
}

/** The content of `ready.json` in a folder, as soon as it is there. */
async function watchFile(folder: string): Promise<string> {
  for await (const { filename } of watch(folder)) {
    if (filename === 'ready.json') return readFileSync(join(folder, filename), 'utf8')
  }
  throw new Error('the folder is gone')
}

/** A connection on which `text` came. */
async function connectUntil(port: number, text: string, say = ''): Promise<net.Socket> {
  const socket = net.connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(say)
  let came = ''
  for await (const data of socket.iterator({ destroyOnReturn: false })) {
    came += String(data)
    if (came.includes(text)) return socket
  }
  throw new Error(`${text} did not come, but ${came}`)
}

describe('facteur', () => {
  it('prints where it listens, answers there and ends cleanly on SIGTERM', async () => {
    const command = facteurProcess(ANY_PORT)
    const url = (await command.line(/inbox/)).trim().split(/\s+/)[1]!
    const info = (await (await fetch(`${url}/api/v1/info`)).json()) as { ports: Record<string, number> }
    expect(await command.line(/SMTP/)).toContain(`127.0.0.1:${info.ports['smtp']}`)
    command.child.kill('SIGTERM')
    expect(await command.ended).toMatchObject({ code: 0, errors: '' })
  })

  it('takes options by name of the command, from the environment, and warns of unknown ones', async () => {
    const command = facteurProcess(['serve', '--smtp-port', '0', '--pop3-port', '0', '--imap-port', '0'], {
      environment: { FACTEUR_HTTP_PORT: '0', FACTEUR_SMPT_PORT: '1' },
    })
    await command.line(/inbox/)
    command.child.kill('SIGINT')
    expect(await command.ended).toMatchObject({
      code: 0,
      errors: expect.stringContaining('FACTEUR_SMPT_PORT'),
    })
  })

  it('opens the TLS ports with --tls', async () => {
    const tlsPorts = ['--smtps-port', '0', '--https-port', '0', '--pop3s-port', '0', '--imaps-port', '0']
    const command = facteurProcess([...ANY_PORT, '--tls', ...tlsPorts, '--state-dir', temporaryFolder()])
    expect(await command.line(/SMTPS/)).toMatch(/127\.0\.0\.1:\d+/)
    expect(await command.line(/HTTPS/)).toMatch(/127\.0\.0\.1:\d+/)
    command.child.kill('SIGTERM')
    await command.ended
  })

  it.each([
    [['--smtp-port', 'x'], 64, '--smtp-port: "x" is not a whole number'],
    [['--smpt-port', '1'], 64, 'Did you mean --smtp-port?'],
    [['what'], 64, 'there is no command "what"'],
    [['serve', 'what'], 64, 'too many arguments'],
    [['--config', '/no/such/file.yaml'], 64, 'cannot be read'],
    [['--user', 'nobody', ...ANY_PORT], 64, 'must be written name:password'],
  ])('%j ends with status %d and says why', async (args, code, message) => {
    expect(await facteur(args).ended).toMatchObject({ code, errors: expect.stringContaining(message) })
  })

  it('ends with its status as the exit status of the process', async () => {
    const command = facteurProcess([...ANY_PORT, '--ready-file', '/no/such/folder/ready'])
    expect(await command.ended).toMatchObject({
      code: 73,
      errors: expect.stringContaining('--ready-file: ENOENT'),
    })
  })

  it('explains every option, and names every command, in --help', async () => {
    const { code, output } = await facteur(['--help']).ended
    expect(code).toBe(0)
    for (const name of OPTION_NAMES) expect(output).toContain(flagOf(name))
    expect(output).toContain(environmentVariableOf('smtpPort'))
    for (const name of ['serve', 'send', 'wait', 'get', 'import'])
      expect(output).toMatch(new RegExp(`^  ${name} `, 'm'))
  })
})

describe('for scripts', () => {
  it('prints ports, addresses and URL as one line of JSON with --json', async () => {
    const command = facteurProcess([...ANY_PORT, '--json'])
    const { pid, url, ports, addresses } = JSON.parse(await command.line(/./)) as Ready
    expect(pid).toBe(command.child.pid)
    expect(await (await fetch(`${url}/api/v1/info`)).json()).toMatchObject({ ports })
    expect(addresses['imap']).toContain(`127.0.0.1:${ports['imap']}`)
    command.child.kill('SIGTERM')
    expect((await command.ended).output.split('\n')).toHaveLength(2)
  })

  it('writes the same to --ready-file once it is ready, and takes it away at the end', async () => {
    const file = join(temporaryFolder(), 'ready.json')
    writeFileSync(file, 'of an earlier run')
    const command = facteurProcess([...ANY_PORT, '--json', '--ready-file', file])
    const printed = await command.line(/./)
    expect(readFileSync(file, 'utf8')).toBe(`${printed}\n`)
    command.child.kill('SIGTERM')
    await command.ended
    expect(existsSync(file)).toBe(false)
  })

  it('does not leave the file of an earlier run when it cannot start', async () => {
    const file = join(temporaryFolder(), 'ready.json')
    writeFileSync(file, 'of an earlier run')
    await facteur([...ANY_PORT, '--ready-file', file, '--user', 'nobody']).ended
    expect(existsSync(file)).toBe(false)
  })
})

describe('the end', () => {
  it('comes within a second of SIGTERM, whatever sessions are open', async () => {
    const command = facteurProcess([...ANY_PORT, '--json'])
    const { url, ports } = JSON.parse(await command.line(/./)) as Ready
    await connectUntil(
      ports['smtp']!,
      '354',
      'EHLO x\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n',
    )
    await connectUntil(ports['pop3']!, '+OK')
    await connectUntil(ports['imap']!, '+ ', 'a LOGIN b@x.test x\r\nb SELECT INBOX\r\nc IDLE\r\n')
    const events = new WebSocket(`${url.replace('http', 'ws')}/api/v1/events`)
    await new Promise(resolve => {
      events.addEventListener('message', resolve)
    })
    const waiting = fetch(`${url}/api/v1/messages/wait?timeout=30s`).then(
      ({ status }) => status,
      () => 0,
    )
    await fetch(`${url}/api/v1/info`)
    const told = performance.now()
    command.child.kill('SIGTERM')
    expect(await command.ended).toMatchObject({ code: 0, errors: '' })
    expect(performance.now() - told).toBeLessThan(1000)
    expect(await waiting).not.toBe(200)
  })

  it('is not brought about by a closed standard output', async () => {
    const folder = temporaryFolder()
    const ready = watchFile(folder)
    const command = facteurProcess([...ANY_PORT, '--ready-file', join(folder, 'ready.json')])
    command.child.stdout!.destroy()
    const { url } = JSON.parse(await ready) as Ready
    // What is printed after the file was written has failed when this is answered.
    expect((await fetch(`${url}/api/v1/info`)).status).toBe(200)
    command.child.kill('SIGTERM')
    expect(await command.ended).toMatchObject({ code: 0, errors: '' })
  })
})

/** The files of ours that a run loads, as V8 tells of them. */
async function modulesOf(args: string[], untilLine?: RegExp): Promise<string[]> {
  const folder = temporaryFolder()
  const command = facteurProcess(args, { environment: { NODE_V8_COVERAGE: folder } })
  if (untilLine !== undefined) {
    await command.line(untilLine)
    command.child.kill('SIGTERM')
  }
  await command.ended
  return readdirSync(folder).flatMap(name => {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { result: { url: string }[] }
    return result.map(({ url }) => url.replace(/^.*\/server\//, '')).filter(path => path.endsWith('.ts'))
  })
}

describe('start-up', () => {
  it('of the server does not load what other commands are made of', async () => {
    const modules = await modulesOf(ANY_PORT, /inbox/)
    expect(modules).toContain('sandbox.ts')
    const ofCli = modules.filter(path => path.startsWith('cli/') && !path.startsWith('cli/serve'))
    expect(ofCli.toSorted()).toEqual([
      'cli/arguments.ts',
      'cli/command-error.ts',
      'cli/commands.ts',
      'cli/exit-status.ts',
      'cli/format-default.ts',
      'cli/io.ts',
      'cli/node-version.ts',
      'cli/run.ts',
    ])
  })

  it('of another command does not load the server', async () => {
    const modules = await modulesOf(['list', '--url', 'http://127.0.0.1:9'])
    expect(modules).toContain('cli/list.ts')
    expect(modules).not.toContain('sandbox.ts')
    expect(modules).not.toContain('config.ts')
    expect(modules).not.toContain('cli/get.ts')
  })
})
