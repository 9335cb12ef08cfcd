import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Sandbox } from '../../server/sandbox.ts'
import { facteur, startServer, temporaryFolder } from './run-facteur.ts'

/** Hard ones for every format: any bytes, any line ends, lines that look like separators, nothing at all. */
const MESSAGES = [
  'Subject: plain\r\nTo: a@x.test\r\n\r\nBody\r\n',
  'Subject: quoting\nTo: a@x.test\n\nFrom here\n>From there\n>>From deep\n\n\n',
  'Subject: no end\r\n\r\nFrom a@x.test Thu Jan  1 00:00:00 1970',
  'Subject: bytes\r\n\r\n\0\xff\xfe\r\r\n\n\r',
  '\r\n',
].map(text => Buffer.from(text, 'latin1'))

async function inject(box: Sandbox): Promise<string[]> {
  const ids: string[] = []
  for (const raw of MESSAGES) {
    ids.push((await box.client.messages.inject(raw, { from: 'app@x.test', to: 'hidden@x.test' })).id)
  }
  return ids
}

/** All messages of a sandbox in the order of arrival. */
async function messagesOf({ client }: Sandbox) {
  const { items } = await client.messages.list()
  return Promise.all(
    items
      .toReversed()
      .map(async summary => ({ ...summary, raw: Buffer.from(await client.messages.raw(summary.id)) })),
  )
}

describe('what was exported', () => {
  it.each(['mbox', 'maildir', 'eml', 'jsonl'])(
    'as %s is imported byte for byte, in its order',
    async format => {
      const { box, environment } = await startServer()
      const ids = await inject(box)
      await box.client.messages.patch(ids[0]!, { seen: true })
      await box.client.messages.patch(ids[1]!, { seen: true, flagged: true, tags: ['ci'] })
      const path = join(temporaryFolder(), 'out')
      const output = format === 'jsonl' ? `${path}.jsonl` : path
      const exported = await facteur(['export', '--format', format, '--output', output], { environment })
        .ended
      expect(exported).toMatchObject({ code: 0, output: '', errors: '5 messages exported\n' })

      await box.client.messages.deleteAll()
      const imported = await facteur(['import', output], { environment }).ended
      expect(imported).toMatchObject({ code: 0, errors: '5 messages imported\n' })
      const back = await messagesOf(box)
      expect(imported.output.split('\n').map(line => line.split('\t')[0])).toEqual([
        ...back.map(({ id }) => id),
        '',
      ])
      expect(back.map(({ raw }) => raw.toString('latin1'))).toEqual(
        MESSAGES.map(raw => raw.toString('latin1')),
      )

      const marks = back.map(({ seen, flagged }) => `${seen ? 'S' : ''}${flagged ? 'F' : ''}`)
      if (format === 'maildir' || format === 'jsonl') expect(marks).toEqual(['S', 'SF', '', '', ''])
      if (format === 'mbox')
        expect(back.map(({ envelope }) => envelope.from)).toEqual(MESSAGES.map(() => 'app@x.test'))
      if (format === 'jsonl') {
        expect(back[1]).toMatchObject({
          envelope: { from: 'app@x.test', to: ['hidden@x.test'] },
          tags: ['ci'],
        })
      }
    },
  )
})

describe('facteur export', () => {
  it('writes to standard output, the oldest first, and only what matches', async () => {
    const { box, environment } = await startServer()
    await inject(box)
    const { bytes } = await facteur(['export', 'subject:plain OR subject:quoting'], { environment }).ended
    const [first = '', second = ''] = bytes.toString('latin1').split('\n\nFrom app@x.test')
    expect(first).toMatch(/^From app@x\.test \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\nSubject: plain\r\n/)
    expect(second).toContain('\n\n>From here\n>>From there\n>>>From deep\n\n\n\n')
    const json = await facteur(['export', '--format', 'jsonl', 'subject:plain'], { environment }).ended
    expect(JSON.parse(json.output)).toMatchObject({ subject: 'plain', raw: MESSAGES[0]!.toString('base64') })
  })

  it('does not replace a file without --force, and leaves nothing half behind', async () => {
    const { box, environment } = await startServer()
    await inject(box)
    const folder = temporaryFolder()
    const file = join(folder, 'mail.mbox')
    writeFileSync(file, 'precious')
    const refused = await facteur(['export', '--output', file], { environment }).ended
    expect(refused).toMatchObject({ code: 73, errors: expect.stringContaining('--force') })
    expect(readFileSync(file, 'utf8')).toBe('precious')
    expect((await facteur(['export', '--output', file, '--force'], { environment }).ended).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toMatch(/^From /)
    expect(readdirSync(folder)).toEqual(['mail.mbox'])
  })

  it('says which file it cannot write', async () => {
    const { box, environment } = await startServer()
    await inject(box)
    const { code, errors } = await facteur(['export', '-o', '/no/such/folder/x'], { environment }).ended
    expect({ code, errors }).toEqual({ code: 73, errors: expect.stringContaining('/no/such/folder/x') })
  })
})

describe('facteur import', () => {
  it('finds mail in folders, names what it cannot take, and goes on', async () => {
    const { box, environment } = await startServer({ maxMessageSize: 200 })
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'deep', 'md', 'cur'), { recursive: true })
    for (const part of ['new', 'tmp']) mkdirSync(join(folder, 'deep', 'md', part))
    writeFileSync(join(folder, '2.eml'), 'Subject: two\r\n\r\n')
    writeFileSync(join(folder, '10.eml'), 'Subject: ten\r\n\r\n')
    writeFileSync(join(folder, '3.eml'), `Subject: large\r\n\r\n${'x'.repeat(200)}`)
    writeFileSync(join(folder, 'notes.txt'), 'no mail')
    writeFileSync(join(folder, 'bad.jsonl'), '{"subject":"x"}\n')
    writeFileSync(join(folder, 'deep', 'md', 'cur', '5.a.host:2,RS'), 'Subject: seen\r\n\r\n')
    writeFileSync(join(folder, 'deep', 'md', 'new', '4.a.host'), 'Subject: new\r\n\r\n')
    writeFileSync(join(folder, 'deep', 'md', 'tmp', '6.a.host'), 'Subject: half\r\n\r\n')
    const { code, output, errors } = await facteur(['import', '/no/such', folder], { environment }).ended
    expect(code).toBe(65)
    expect((await messagesOf(box)).map(({ subject, seen }) => [subject, seen])).toEqual([
      ['two', false],
      ['ten', false],
      ['new', false],
      ['seen', true],
    ])
    expect(output.split('\n')).toHaveLength(5)
    expect(errors).toContain('/no/such: ENOENT')
    expect(errors).toContain(`${join(folder, '3.eml')}: it has more than 200 bytes`)
    expect(errors).toContain(`${join(folder, 'bad.jsonl')}, line 1: it is no line that`)
    expect(errors).toContain(`One file left alone, by name no mail: ${join(folder, 'notes.txt')}`)
    expect(errors).toContain('4 messages imported, 3 could not be taken')
  })

  it('reads standard input, and takes the envelope from the command line', async () => {
    const { box, environment } = await startServer()
    const input =
      'From a@x.test Thu Jan  1 00:00:00 1970\nSubject: 1\nTo: x@x.test\n\n\nFrom - Thu Jan  1 00:00:00 1970\nSubject: 2\n\n'
    const args = ['import', '-', '--to', 'anna@x.test', '--to', 'bob@x.test', '--json']
    const { code, output } = await facteur(args, { environment, input }).ended
    expect(code).toBe(0)
    const [first, second] = await messagesOf(box)
    expect(first).toMatchObject({
      subject: '1',
      envelope: { from: 'a@x.test', to: ['anna@x.test', 'bob@x.test'] },
    })
    expect(JSON.parse(output.split('\n')[1]!)).toEqual({
      id: second!.id,
      source: 'standard input, message 2',
    })
    await facteur(['import', '-', '--from', 'me@x.test'], { environment, input: MESSAGES[0]! }).ended
    expect((await messagesOf(box)).at(-1)).toMatchObject({
      envelope: { from: 'me@x.test', to: ['a@x.test'] },
    })
  })

  it('ends with status 66 when there is no mail at all', async () => {
    const { environment } = await startServer()
    const { code, errors } = await facteur(['import', temporaryFolder()], { environment }).ended
    expect({ code, errors }).toEqual({ code: 66, errors: '0 messages imported\n' })
  })
})
