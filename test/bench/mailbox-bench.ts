import type { Bench, BenchContext } from './bench.ts'
import { hasDovecot, startDovecot } from './dovecot.ts'
import { LineClient } from './line-client.ts'
import type { LoadCalls } from './load-process.ts'
import { makeMail } from './make-mail.ts'
import { startRemote } from './remote.ts'
import type { SandboxCalls } from './sandbox-process.ts'

const SIZE = 4096
const MESSAGES = 10_000
const REPEATS = 7
const CLOSING_DOT = '.\r\n'

interface MailServer {
  readonly imap: number
  readonly pop3: number
  readonly user: string
}

/** What is measured: milliseconds of one exchange. */
interface Exchange {
  readonly what: string
  readonly protocol: 'imap' | 'pop3'
  /** Whether it is told from its first run alone, as a later one finds more prepared. */
  readonly first?: boolean
  run(client: LineClient): Promise<unknown>
}

const each = async (count: number, run: (n: number) => Promise<unknown>): Promise<void> => {
  for (let n = 1; n <= count; n++) await run(n)
}
const END_OF_LISTING = /\r\n\.\r\n$/

const EXCHANGES: readonly Exchange[] = [
  {
    what: 'IMAP: FLAGS, ENVELOPE, BODYSTRUCTURE of all, first time',
    protocol: 'imap',
    first: true,
    run: client => client.imap('FETCH 1:* (FLAGS ENVELOPE BODYSTRUCTURE)'),
  },
  {
    what: 'IMAP: the same again',
    protocol: 'imap',
    run: client => client.imap('FETCH 1:* (FLAGS ENVELOPE BODYSTRUCTURE)'),
  },
  {
    what: 'IMAP: UID and FLAGS of all',
    protocol: 'imap',
    run: client => client.imap('UID FETCH 1:* (FLAGS)'),
  },
  {
    what: 'IMAP: 1,000 bodies in one command',
    protocol: 'imap',
    run: client => client.imap('FETCH 1:1000 BODY.PEEK[]'),
  },
  {
    what: 'IMAP: 1,000 bodies one by one',
    protocol: 'imap',
    run: client => each(1000, n => client.imap(`FETCH ${n} BODY.PEEK[]`)),
  },
  {
    what: 'IMAP: SEARCH TEXT, absent',
    protocol: 'imap',
    run: client => client.imap('SEARCH TEXT zanzibar'),
  },
  {
    what: 'IMAP: SEARCH SUBJECT',
    protocol: 'imap',
    run: client => client.imap('SEARCH SUBJECT "Order 777 "'),
  },
  {
    what: 'IMAP: STORE on all, a flag set and taken away',
    protocol: 'imap',
    async run(client) {
      await client.imap('STORE 1:* +FLAGS.SILENT (\\Flagged)')
      await client.imap('STORE 1:* -FLAGS.SILENT (\\Flagged)')
    },
  },
  { what: 'IMAP: 2,000 NOOPs', protocol: 'imap', run: client => each(2000, () => client.imap('NOOP')) },
  { what: 'POP3: UIDL', protocol: 'pop3', run: client => client.send('UIDL\r\n', END_OF_LISTING) },
  {
    what: 'POP3: 1,000 RETR pipelined',
    protocol: 'pop3',
    run: client =>
      client.send(
        `${Array.from({ length: 1000 }, (_, n) => `RETR ${n + 1}\r\n`).join('')}STAT\r\n`,
        new RegExp(`\\r\\n\\.\\r\\n\\+OK ${MESSAGES} \\d+\\r\\n$`),
      ),
  },
  {
    what: 'POP3: 1,000 RETR one by one',
    protocol: 'pop3',
    run: client => each(1000, n => client.send(`RETR ${n}\r\n`, END_OF_LISTING)),
  },
]

/** What mail programs do with a full mailbox, beside Debian's Dovecot where that is installed. */
export const mailboxBench: Bench = {
  name: 'mailboxes',
  title: `IMAP and POP3, ${MESSAGES.toLocaleString('en')} messages of ${SIZE} bytes; peer: Dovecot`,
  async run(context) {
    const sandbox = startRemote<SandboxCalls>(new URL('sandbox-process.ts', import.meta.url))
    const load = startRemote<LoadCalls>(new URL('load-process.ts', import.meta.url))
    try {
      const { smtp, imap, pop3 } = await sandbox.start(200_000)
      const mail = { host: '127.0.0.1', port: smtp, manner: 'pooled', clients: 10, size: SIZE } as const
      await load.runLoad({ ...mail, messages: MESSAGES })
      const peer = hasDovecot() ? await startDovecot(mails()) : null
      if (peer === null) process.stderr.write('  Dovecot is not installed, or this is not root: no peer\n')
      await compare({ imap, pop3, user: 'all' }, peer, context)
      await peer?.close()
      await select(imap, () => load.runLoad({ ...mail, messages: 90_000 }), context)
    } finally {
      await Promise.all([sandbox.close(), load.close()])
    }
  },
}

function* mails(): Generator<Buffer> {
  for (let n = 0; n < MESSAGES; n++) yield makeMail(n, SIZE).content.subarray(0, -CLOSING_DOT.length)
}

async function compare(facteur: MailServer, peer: MailServer | null, context: BenchContext): Promise<void> {
  for (const exchange of EXCHANGES) {
    const value = await measure(exchange, facteur)
    const other = peer === null ? undefined : await measure(exchange, peer)
    context.report({
      what: exchange.what,
      value,
      unit: 'ms',
      ...(other !== undefined && { peer: other }),
      expected: other === undefined ? [] : [{ text: '< Dovecot', met: value < other }],
    })
  }
}

async function measure({ protocol, first = false, run }: Exchange, server: MailServer): Promise<number> {
  const client = await logIn(protocol, server)
  const times: number[] = []
  for (let n = 0; n < (first ? 1 : REPEATS); n++) {
    const since = performance.now()
    await run(client)
    times.push(performance.now() - since)
  }
  client.close()
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN
}

async function logIn(protocol: Exchange['protocol'], { imap, pop3, user }: MailServer): Promise<LineClient> {
  const client = await LineClient.connect(protocol === 'imap' ? imap : pop3)
  if (protocol === 'imap') {
    await client.imap(`LOGIN ${user} secret`)
    await client.imap('SELECT INBOX')
  } else {
    await client.send(`USER ${user}\r\n`, /\r\n$/)
    await client.send('PASS secret\r\n', /^\+OK[^\n]*\r\n$/)
  }
  return client
}

async function select(imap: number, fill: () => Promise<unknown>, context: BenchContext): Promise<void> {
  await fill()
  const client = await LineClient.connect(imap)
  await client.imap('LOGIN all secret')
  const times: number[] = []
  for (let n = 0; n < REPEATS; n++) {
    const since = performance.now()
    await client.imap('SELECT INBOX')
    times.push(performance.now() - since)
  }
  client.close()
  const value = times.toSorted((a, b) => a - b)[REPEATS >> 1] ?? Number.NaN
  context.report({
    what: 'IMAP: SELECT of a folder of 100,000',
    value,
    unit: 'ms',
    expected: [{ text: '≤ 20 ms', met: value <= 20 }],
  })
}
