import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MailBox } from './mail-box.ts'
import { runProgram } from './run-program.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

/** README's shell examples that begin so, with the ports of a box in place of the usual ones. */
function example(beginning: string, { api, smtp }: MailBox): string {
  const [, text] = [...readme.matchAll(/^```sh\n([^]*?)^```/gm)].find(([, body]) =>
    body?.startsWith(beginning),
  ) ?? ['', '']
  if (text === '') throw new Error(`README has no example that begins with ${beginning}`)
  return text
    .replace('http://localhost:8025/api/v1', api)
    .replace('smtp://localhost:1025', `smtp://localhost:${smtp}`)
}

/** Every request has to be answered with success; the event stream goes on until its second is over. */
const STRICT = `set -e
curl() {
  case "$*" in
    */events) command curl --max-time 1 "$@" || test $? -eq 28 ;;
    *) command curl --silent --show-error --fail-with-body --max-time 20 "$@" ;;
  esac
  echo
}
`

let box: MailBox
beforeAll(async () => {
  box = await MailBox.open()
})
afterAll(() => box.close())

async function run(script: string): Promise<string> {
  writeFileSync(box.file('mail.eml'), 'From: a@app.test\r\nSubject: Order 17\r\n\r\nThank you\r\n')
  return runProgram('bash', ['-c', `${STRICT}API=${box.api}\n${script}`], { cwd: box.file('.') })
}

const MAIL_TO_BOB = [
  'From: a@app.test',
  'To: bob@example.test',
  'Disposition-Notification-To: a@app.test',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Disposition: attachment; filename=terms.txt',
  '',
  'None.',
  '--b--',
  '',
].join('\r\n')

it('README sends a first mail as it says', async () => {
  await run(example('printf', box))
  expect((await box.only()).message).toMatchObject({
    subject: 'Hello',
    text: expect.stringContaining('It works.'),
  })
  box.empty()
})

it.each([
  ['the API', 'API=', 'bob@example.test', 'data: {"seq":'],
  ['the queue and the clock', 'curl $API/queue ', 'anna@down.test', '"type":"bounced"'],
  ['reports', 'TO_BOB=', 'bob@example.test', '"id":'],
])(
  "README's examples of %s are answered with success, one after the other",
  async (_, beginning, to, expected) => {
    await box.submit(Buffer.from(MAIL_TO_BOB), to)
    expect(await run(example(beginning, box))).toContain(expected)
    box.empty()
  },
)
