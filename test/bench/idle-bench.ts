import type { Bench } from './bench.ts'
import { LineClient } from './line-client.ts'
import { makeMail } from './make-mail.ts'
import { startRemote } from './remote.ts'
import { atMost } from './result.ts'
import type { SandboxCalls } from './sandbox-process.ts'

const SESSIONS = 50
const MESSAGES = 1000

/** How long after the sender's 250 the last of many idling clients has been told of the message. */
export const idleBench: Bench = {
  name: 'idle',
  title: `${SESSIONS} idling IMAP sessions while ${MESSAGES.toLocaleString('en')} messages arrive one after another`,
  async run(context) {
    const sandbox = startRemote<SandboxCalls>(new URL('sandbox-process.ts', import.meta.url))
    const clients: LineClient[] = []
    try {
      const { smtp, imap } = await sandbox.start()
      for (let n = 0; n < SESSIONS; n++) clients.push(await idle(imap))
      const sender = await LineClient.connect(smtp)
      clients.push(sender)
      await sender.send('EHLO bench\r\n', /\n250 [^\n]*\n$/)
      const times: number[] = []
      for (let n = 0; n < MESSAGES; n++) times.push(await pushTime(sender, clients.slice(0, SESSIONS), n))
      times.sort((a, b) => a - b)
      const median = times[MESSAGES >> 1] ?? Number.NaN
      context.report({ what: 'median', value: median, unit: 'ms', expected: [atMost(5, median, 'ms')] })
      context.report({
        what: '99 of 100',
        value: times[Math.floor(MESSAGES * 0.99)] ?? Number.NaN,
        unit: 'ms',
        expected: [],
      })
    } finally {
      for (const client of clients) client.close()
      await sandbox.close()
    }
  },
}

async function idle(port: number): Promise<LineClient> {
  const client = await LineClient.connect(port)
  await client.imap('LOGIN all secret')
  await client.imap('SELECT INBOX')
  await client.send('i IDLE\r\n', /^\+[^\n]*\r\n$/)
  return client
}

/** Milliseconds from the sender's 250 until all clients know; 0 when they knew before. */
async function pushTime(sender: LineClient, clients: readonly LineClient[], n: number): Promise<number> {
  const { content } = makeMail(n, 2048)
  const told = Promise.all(clients.map(client => client.until(new RegExp(`\\* ${n + 1} EXISTS\\r\\n`))))
  await sender.send('MAIL FROM:<shop@app.test>\r\n', /^250 [^\n]*\n$/)
  await sender.send('RCPT TO:<bob@x.test>\r\n', /^250 [^\n]*\n$/)
  await sender.send('DATA\r\n', /^354 [^\n]*\n$/)
  await sender.send(content.toString('latin1'), /^250 [^\n]*\n$/)
  const since = performance.now()
  await told
  return performance.now() - since
}
