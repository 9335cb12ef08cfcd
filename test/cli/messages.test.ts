import { describe, expect, it } from 'vitest'
import type { Summary } from '../../server/client/client.ts'
import { TEXT_KEYS } from '../../server/mailbox/query-tree.ts'
import type { Sandbox } from '../../server/sandbox.ts'
import { facteur, facteurProcess, MAIN, start, startServer } from './run-facteur.ts'

interface Mail {
  readonly to?: string
  readonly subject?: string
  readonly text?: string
  readonly html?: string
}

/** Captures a message; gives its id. */
async function capture(
  box: Sandbox,
  { to = 'anna@x.test', subject = 'Hello', ...content }: Mail,
): Promise<string> {
  const { id } = await box.client.messages.inject({
    from: 'app@x.test',
    to,
    subject,
    text: 'Text',
    ...content,
  })
  return id
}

describe('facteur list', () => {
  it('prints a line for each message that matches, newest first, with fields parted by tabs', async () => {
    const { box, environment } = await startServer()
    const first = await capture(box, { subject: 'One\u001b[31m two' })
    const second = await capture(box, { subject: 'Grüße' })
    await capture(box, { to: 'bob@x.test' })
    const { code, output } = await facteur(['list', 'to:anna@x.test'], { environment }).ended
    expect(code).toBe(0)
    expect(output.split('\n').map(line => line.split('\t'))).toEqual([
      [second, expect.stringMatching(/^\d{4}-.*Z$/), 'app@x.test', 'anna@x.test', 'Grüße'],
      [first, expect.any(String), 'app@x.test', 'anna@x.test', 'One [31m two'],
      [''],
    ])
  })

  it('joins the arguments of a query, and takes one that begins with - behind --', async () => {
    const { box, environment } = await startServer()
    const id = await capture(box, { subject: 'Welcome' })
    await capture(box, { subject: 'Newsletter' })
    const { output } = await facteur(['list', '--', '-subject:Newsletter', 'to:anna@x.test'], { environment })
      .ended
    expect(output.split('\t')[0]).toBe(id)
    expect(output.split('\n')).toHaveLength(2)
  })

  it('prints JSON lines, no more than --limit, what came after a cursor, or all', async () => {
    const { box, environment } = await startServer()
    for (let n = 0; n < 60; n++) await capture(box, { subject: `Mail ${n}` })
    const cursor = (await facteur(['cursor'], { environment }).ended).output.trim()
    await capture(box, { subject: 'Later' })
    const subjects = async (...args: string[]) => {
      const { output } = await facteur(['list', '--json', ...args], { environment }).ended
      return output
        .split('\n')
        .slice(0, -1)
        .map(line => (JSON.parse(line) as Summary).subject)
    }
    expect(await subjects('--limit', '2')).toEqual(['Later', 'Mail 59'])
    expect(await subjects('--after', cursor)).toEqual(['Later'])
    expect(await subjects()).toHaveLength(50)
    expect(await subjects('--all')).toHaveLength(61)
  })

  it('does not mind when nobody reads on', async () => {
    const { box, environment } = await startServer()
    for (let n = 0; n < 200; n++) await capture(box, { subject: 'x'.repeat(900) })
    const script = '"$NODE" "$MAIN" list --all --json | head -n 1; echo "$?"'
    const command = start('sh', ['-c', script], {
      environment: { ...environment, NODE: process.execPath, MAIN },
    })
    const { output, errors } = await command.ended
    expect(output.split('\n')[1]).toBe('0')
    expect(errors).toBe('')
  })
})

describe('facteur wait', () => {
  it('gives a shell script the code of a message that is still to come', async () => {
    const { box, environment } = await startServer()
    const script = `
      facteur() { "$NODE" "$MAIN" "$@"; }
      echo "waiting"
      code=$(facteur wait 'to:anna@x.test has:code' --timeout 30s | facteur get - --code)
      echo "status $? code $code"`
    const command = start('sh', ['-c', script], {
      environment: { ...environment, NODE: process.execPath, MAIN },
    })
    await command.line(/waiting/)
    await capture(box, { text: 'No number here.' })
    await capture(box, { text: 'Your code is 482 910.' })
    expect(await command.line(/status/)).toBe('status 0 code 482910')
  })

  it('prints as many messages as --count says, in the order of arrival, and counts from --after on', async () => {
    const { box, environment } = await startServer()
    await capture(box, { subject: 'Before' })
    const after = String(await box.client.cursor())
    const ids = [await capture(box, {}), await capture(box, {})]
    const { code, output } = await facteur(['wait', '', '--count', '2', '--after', after], { environment })
      .ended
    expect(code).toBe(0)
    expect(output.split('\n').map(line => line.split('\t')[0])).toEqual([...ids, ''])
    const json = await facteur(['wait', 'subject:Before', '--json'], { environment }).ended
    expect(JSON.parse(json.output)).toMatchObject({ subject: 'Before', text: 'Text\n' })
  })

  it('ends with status 1 when the time is over, and tells on standard error what came instead', async () => {
    const { box, environment } = await startServer()
    await capture(box, { subject: 'Welcome' })
    const args = ['wait', 'to:anna@x.test subject:Welcom3', '--timeout', '200ms']
    const { code, output, errors } = await facteurProcess(args, { environment }).ended
    expect({ code, output }).toEqual({ code: 1, output: '' })
    expect(errors).toContain("'Welcome' from app@x.test to anna@x.test")
    expect(errors).toContain("subject: 'Welcome' does not contain 'Welcom3'")
  })

  it('proves silence with --count 0', async () => {
    const { box, environment } = await startServer()
    const silent = await facteur(['wait', 'to:eve@x.test', '--count', '0', '-t', '100ms'], { environment })
      .ended
    expect(silent).toMatchObject({ code: 0, output: '', errors: '' })
    await capture(box, { to: 'eve@x.test' })
    const loud = await facteur(['wait', 'to:eve@x.test', '--count', '0'], { environment }).ended
    expect(loud).toMatchObject({ code: 1, errors: expect.stringContaining('A message came that should not') })
  })
})

describe('facteur get', () => {
  const html =
    '<p>Hi <a href="https://x.test/a">A</a> <a href="https://x.test/reset?t=1">Reset password</a></p>'

  it.each([
    ['--text', 'Your PIN: 1234\n'],
    ['--html', `${html}\n`],
    ['--code', '1234\n'],
    ['--link=1', 'https://x.test/a\n'],
    ['--link=reset', 'https://x.test/reset?t=1\n'],
  ])('%s prints that', async (flag, printed) => {
    const { box, environment } = await startServer()
    const id = await capture(box, { text: 'Your PIN: 1234', html })
    expect(await facteur(['get', id, flag], { environment }).ended).toMatchObject({
      code: 0,
      output: printed,
    })
  })

  it('prints the bytes as they came with --raw, and everything with --json', async () => {
    const { box, environment } = await startServer()
    const raw = Buffer.from('Subject: x\r\n\r\n\0\xff\n\r\r\nno end', 'latin1')
    await box.client.messages.inject(raw, { to: 'a@x.test' })
    expect((await facteur(['get', 'latest', '--raw'], { environment }).ended).bytes).toEqual(raw)
    const { output } = await facteur(['get', 'latest', '--json'], { environment }).ended
    expect(JSON.parse(output)).toMatchObject({ size: raw.length, envelope: { to: ['a@x.test'] } })
  })

  it('shows people fields, text, codes and links', async () => {
    const { box, environment } = await startServer()
    await capture(box, { subject: 'Grüße', text: 'Your PIN: 1234\u001b[2J', html })
    const { output } = await facteur(['get', 'latest', '--query', 'to:anna@x.test'], { environment }).ended
    expect(output).toMatch(/^Subject: {2}Grüße\nFrom: {5}app@x\.test\nTo: {7}anna@x\.test\n/)
    expect(output).toContain('\n\nYour PIN: 1234')
    expect(output).toContain('\nCodes\n  1234')
    expect(output).toContain('\n  2  https://x.test/reset?t=1  reset: Reset password')
    expect(output).not.toContain('\u001b')
  })

  it('reads from standard input what list and wait print, as lines or as JSON', async () => {
    const { box, environment } = await startServer()
    await capture(box, { text: 'One' })
    await capture(box, { text: 'Two' })
    for (const form of [[], ['--json']]) {
      const { output: input } = await facteur(['list', ...form], { environment }).ended
      const { output } = await facteur(['get', '-', '--text'], { environment, input }).ended
      expect(output).toBe('Two\nOne\n')
    }
  })

  it.each([
    [['get', '-'], '', 1, 'names no message'],
    [['get', '-'], 'what is this\n', 1, 'There is no message what'],
    [['get', '-'], '{"a":1}\n', 65, 'should have ids or messages, but has: {"a":1}'],
    [['get', 'nope'], '', 1, 'There is no message nope'],
    [['get', 'latest', '--code'], '', 1, 'there is no code in message'],
    [['get', 'latest', '--html'], '', 1, 'has no HTML'],
    [['get', 'latest', '--link', '7'], '', 1, 'there is no link 7'],
    [['get', 'latest', '--link', 'x'], '', 64, '--link takes a number'],
    [['get', 'latest', '--raw', '--text'], '', 64, 'only one of --raw, --text'],
    [['get', 'some', '--query', 'x'], '', 64, '--query says of which messages'],
    [['get'], '', 64, "missing required argument 'id'"],
  ])('%j with %j ends with status %d and says why', async (args, input, code, message) => {
    const { box, environment } = await startServer()
    await capture(box, {})
    const ended = await facteur(args, { environment, input }).ended
    expect(ended).toMatchObject({ code, output: '', errors: expect.stringContaining(message) })
  })
})

describe('facteur delete', () => {
  it('deletes what matches, and all only when it is told so', async () => {
    const { box, environment } = await startServer()
    await capture(box, { to: 'bob@x.test' })
    await capture(box, {})
    await capture(box, {})
    const total = async () => (await box.client.messages.list()).total
    for (const args of [[], [''], ['  '], ['--all', 'to:bob@x.test']]) {
      expect((await facteur(['delete', ...args], { environment }).ended).code).toBe(64)
    }
    expect(await total()).toBe(3)
    const some = await facteur(['delete', 'to:bob@x.test'], { environment }).ended
    expect(some).toMatchObject({ code: 0, output: '1 message deleted\n' })
    expect(await total()).toBe(2)
    const all = await facteur(['delete', '--all', '--json'], { environment }).ended
    expect(JSON.parse(all.output)).toEqual({ deleted: 2 })
    expect(await total()).toBe(0)
  })

  it('deletes nothing when the query does not parse', async () => {
    const { box, environment } = await startServer()
    await capture(box, {})
    const { code, errors } = await facteur(['delete', 'bogus:x'], { environment }).ended
    expect({ code, errors }).toEqual({
      code: 64,
      errors: expect.stringContaining('there is no key "bogus:"'),
    })
    expect((await box.client.messages.list()).total).toBe(1)
  })
})

describe('facteur watch', () => {
  it('prints messages as they come, goes on after a lost connection, and ends on a signal', async () => {
    const { box, environment } = await startServer()
    await capture(box, { subject: 'Before' })
    const command = facteurProcess(['watch', 'to:anna@x.test'], { environment })
    await expect.poll(async () => (await box.client.info()).counts.listeners, { timeout: 20_000 }).toBe(1)
    await capture(box, { to: 'bob@x.test' })
    const id = await capture(box, { subject: 'First' })
    expect((await command.line(/First/)).split('\t')[0]).toBe(id)

    const options = { httpPort: box.ports.http }
    await box.close()
    await command.errorLine(/is lost; trying again/)
    const { box: next } = await startServer(options)
    await command.errorLine(/connected again/)
    await capture(next, { subject: 'Second' })
    await command.line(/Second/)
    command.child.kill('SIGINT')
    const { code, output } = await command.ended
    expect(code).toBe(0)
    expect(output.split('\n')).toHaveLength(3)
  })
})

/** How many lines `facteur list` prints, the empty one at the end included. */
async function listedLines(args: string[], environment: Record<string, string>): Promise<number> {
  return (await facteur(['list', ...args], { environment }).ended).output.split('\n').length
}

describe('every command', () => {
  const ARGUMENTS: readonly (readonly string[])[] = [
    ['list'],
    ['wait', 'x'],
    ['get', 'latest'],
    ['delete', 'x'],
    ['watch'],
    ['cursor'],
    ['import', MAIN],
    ['export'],
  ]

  it.each(ARGUMENTS)('%s says that no server answers, and where it looked', async (...args) => {
    const environment = { FACTEUR_URL: 'http://127.0.0.1:9' }
    const { code, output, errors } = await facteur(args, { environment }).ended
    expect({ code, output }).toEqual({ code: 69, output: '' })
    expect(errors).toContain('Facteur does not answer at http://127.0.0.1:9')
    expect(errors).toContain('FACTEUR_URL')
  })

  it.each(ARGUMENTS)('%s refuses options that it does not know', async (...args) => {
    const { code, errors } = await facteur([...args, '--bogus']).ended
    expect(code).toBe(64)
    expect(errors).toContain("unknown option '--bogus'")
  })

  it.each(ARGUMENTS)('%s teaches with --help', async name => {
    const { code, output } = await facteur([name, '--help']).ended
    expect(code).toBe(0)
    expect(output).toMatch(new RegExp(`Examples?:\n(.*\n)*.*facteur ${name}`))
  })

  it('names every key of a query in its help', async () => {
    const { output } = await facteur(['list', '--help']).ended
    for (const key of TEXT_KEYS) expect(output).toMatch(new RegExp(`(^|\\s)${key}:`, 'm'))
  })

  it('shows its help after `facteur help` too', async () => {
    const [long, short] = await Promise.all([
      facteur(['wait', '--help']).ended,
      facteur(['help', 'wait']).ended,
    ])
    expect(short).toEqual(long)
  })

  it('finds a guarded server by the URL, by --http-user or by FACTEUR_HTTP_USER', async () => {
    const { box, environment } = await startServer({ httpUser: ['ci:p@ss', 'eve:x'] })
    await capture(box, {})
    const { code, errors } = await facteur(['list'], { environment }).ended
    expect({ code, errors }).toEqual({ code: 77, errors: expect.stringContaining('--http-user') })
    const port = box.ports.http
    expect(await listedLines(['--url', `http://ci:p%40ss@localhost:${port}/`], {})).toBe(2)
    expect(await listedLines(['--url', `localhost:${port}`, '--http-user', 'eve:x'], {})).toBe(2)
    expect(await listedLines([], { ...environment, FACTEUR_HTTP_USER: 'ci:p@ss eve:x' })).toBe(2)
  })

  it.each([
    [['list', '--url', 'http://'], 'is no URL'],
    [['list', '--limit', '0'], 'It is a number, from 1 on'],
    [['wait', 'x', '--timeout', 'soon'], '"soon" is not a duration'],
    [['wait', 'x', '--after', 'now'], 'such as `facteur cursor` prints'],
    [['wait', 'x', '--count', '1001'], 'It is a number from 0 to 1000'],
    [['wait', 'x', '--count', '-1'], 'It is a number from 0 to 1000'],
    [['list', '-subject:Hello'], 'a query that begins with - stands behind --'],
    [['wait'], "missing required argument 'query'"],
    [['export', '--format', 'pst'], 'Allowed choices are mbox, maildir, eml, jsonl'],
    [['export', '--format', 'eml'], 'eml needs a folder'],
    [['help', 'what'], 'there is no command "what"'],
  ])('%j does not fit', async (args, message) => {
    expect(await facteur(args).ended).toMatchObject({ code: 64, errors: expect.stringContaining(message) })
  })
})
