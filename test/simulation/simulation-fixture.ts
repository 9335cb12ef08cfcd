import { simpleParser } from 'mailparser'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { onTestFinished } from 'vitest'
import type { JourneyStep, World } from '../../server/http/contract.ts'
import { createSandbox, type Options, type Sandbox } from '../../server/sandbox.ts'
import { MINUTE, START } from '../delivery/delivery-fixture.ts'

/** Who sends, unless a test says otherwise. No world says anything of this domain. */
export const SENDER = 'anna@app.test'

/** What a client heard, and what was captured of what it sent. */
export interface Sent {
  /** `250`, or else where it ended and with what, as `RCPT TO 550 5.1.1`. */
  readonly heard: string
  /** The id of the message; empty when nothing was captured. */
  readonly id: string
}

/** A report, as an independent parser reads it. */
export interface ReadReport {
  readonly messageId: string | undefined
  readonly text: string
  /** Fields of the part for programs, by name in lower case: of the message, then of each recipient. */
  readonly groups: readonly Readonly<Record<string, string>>[]
  /** The content of the message that is returned, or its header. */
  readonly returned: string
}

const shared = new Map<string, Sandbox>()

/** Ends what `simulate` began: every file that calls it does this after all of its tests, as the next one finds this module as it is left. */
export async function closeSandboxes(): Promise<void> {
  const boxes = [...shared.values()]
  shared.clear()
  await Promise.all(boxes.map(box => box.close()))
}

/**
 * A sandbox of this world whose clock stands still until it is advanced; tests of one file have it one after the other,
 * and it ends with `closeSandboxes`.
 */
export async function simulate(world: World = {}, options: Partial<Options> = {}): Promise<Sandbox> {
  const key = JSON.stringify(options)
  const box = shared.get(key) ?? (await createSandbox(options))
  shared.set(key, box)
  return begin(box, world)
}

/** As `simulate`, but the sandbox is for this test alone. */
export async function simulateApart(world: World = {}): Promise<Sandbox> {
  const box = await createSandbox()
  onTestFinished(() => box.close())
  return begin(box, world)
}

async function begin(box: Sandbox, world: World): Promise<Sandbox> {
  box.reset()
  box.clock.freeze(START)
  await box.client.world.put(world)
  return box
}

/** Hands mail in over SMTP. */
export async function send(box: Sandbox, mail: SendMailOptions): Promise<Sent> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: box.ports.smtp,
    ignoreTLS: true,
    name: 'app.test',
  })
  const ids: string[] = []
  const unsubscribe = box.store.feed.subscribe(event => {
    if (event.type === 'message.captured' && event.message.origin === null) ids.push(event.message.id)
  })
  const content = mail.raw === undefined ? { from: SENDER, subject: 'Hello', text: 'Hello' } : {}
  try {
    const { response } = await transport.sendMail({ ...content, ...mail })
    return { heard: response.slice(0, 3), id: ids[0] ?? '' }
  } catch (error) {
    const { command = '', response = '' } = error as { command?: string; response?: string }
    const [reply = response] = /^\d{3} (?:\d\.\d+\.\d+)?/.exec(response) ?? []
    return { heard: `${command} ${reply.trim()}`, id: ids[0] ?? '' }
  } finally {
    unsubscribe()
    transport.close()
  }
}

/** What lies in the INBOX of each account but the one that has all: `bob@x.test: mail`, `anna@x.test: bounce 5.1.1`. */
export async function inboxes(box: Sandbox): Promise<string[]> {
  const { items: accounts } = await box.client.accounts.list({ limit: 1000 })
  const lines: string[] = []
  for (const { address } of accounts) {
    if (address === 'all') continue
    const { items } = await box.client.folders(address).entries('INBOX').list({ limit: 1000 })
    for (const { message } of items.toReversed()) lines.push(`${address}: ${await nameOf(box, message.id)}`)
  }
  return lines.toSorted()
}

/** `mail`, or the kind of report with what it says to programs. */
async function nameOf(box: Sandbox, id: string): Promise<string> {
  const { origin } = await box.client.messages.journey(id)
  if (origin === null) return 'mail'
  const raw = Buffer.from(await box.client.messages.raw(id))
  const { groups } = await readReport(raw)
  const statuses = groups.flatMap(group => group['status'] ?? group['feedback-type'] ?? [])
  return [origin.kind, ...statuses].join(' ')
}

/** Reads a report with mailparser alone. */
export async function readReport(raw: Buffer): Promise<ReadReport> {
  const { messageId, text = '', attachments } = await simpleParser(raw, { keepDeliveryStatus: true })
  const machine = attachments.find(({ contentType }) =>
    /^message\/(?:global-)?(?:delivery-status|disposition-notification)|^message\/feedback-report/.test(
      contentType,
    ),
  )
  const returned = attachments.find(({ contentType }) =>
    ['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/global-headers'].includes(
      contentType,
    ),
  )
  const groups = (machine?.content.toString() ?? '').trim().split(/\r?\n\r?\n/)
  return { messageId, text, groups: groups.map(fieldsOf), returned: returned?.content.toString() ?? '' }
}

function fieldsOf(group: string): Record<string, string> {
  const unfolded = group.replace(/\r?\n[ \t]+/g, ' ')
  return Object.fromEntries(
    unfolded.split(/\r?\n/).flatMap(line => {
      const colon = line.indexOf(':')
      return colon > 0 ? [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]] : []
    }),
  )
}

/**
 * The types of the steps of a message's journey, in order; what goes on and on is told once, with three dots. What was
 * decided before its way began is left out.
 */
export async function stepTypes(box: Sandbox, id: string): Promise<string> {
  const { steps } = await box.client.messages.journey(id)
  const types = steps
    .filter(step => !isInCatchAll(step) && step.type !== 'checked' && step.type !== 'routed')
    .map(({ type }) => type)
  return types.join(' ').replace(/(attempted deferred)(?: \1)+/g, '$1 …')
}

/** Everything is there too, always. */
function isInCatchAll(step: JourneyStep): boolean {
  return step.type === 'delivered' && step.account === 'all'
}

/** What befell the copies of a message on their way, in lines such as `+30m facteur.test attempted mx.x.test: 250 …`. */
export async function storyOf(box: Sandbox, id: string): Promise<string[]> {
  const { steps } = await box.client.messages.journey(id)
  return steps.flatMap(step => {
    if (!('by' in step) || step.by === undefined) return []
    const minutes = (Date.parse(step.at) - START) / MINUTE
    return [`+${minutes}m ${step.by} ${step.type} ${detailOf(step)}`.trimEnd()]
  })
}

function detailOf(step: JourneyStep): string {
  switch (step.type) {
    case 'looked-up':
      return step.answer
    case 'attempted':
      return `${step.host}: ${step.reason}`
    case 'redirected':
      return step.to.join(' ')
    case 'delivered':
      return step.account
    case 'bounced':
      return `${step.status} ${step.reason}`
    default:
      return ''
  }
}

/** The copies in the INBOX of an account, the oldest first, with what servers put before them on the way. */
export async function copiesOf(box: Sandbox, address: string): Promise<string[]> {
  const entries = box.client.folders(address).entries('INBOX')
  const { items } = await entries.list({ limit: 1000 })
  const copies = items.toReversed().map(async ({ uid }) => Buffer.from(await entries.raw(uid)).toString())
  return Promise.all(copies)
}

/** Reads a report that the sandbox holds. */
export async function readReportOf(box: Sandbox, id: string, kind: string): Promise<ReadReport> {
  const report = (await reportsOf(box, id)).find(made => made.kind === kind)
  if (report === undefined) throw new Error(`there is no ${kind}`)
  return readReport(Buffer.from(await box.client.messages.raw(report.id)))
}

/** The reports that were made of a message, the oldest first: their kinds and ids. */
export async function reportsOf(box: Sandbox, id: string): Promise<{ kind: string; id: string }[]> {
  const { made } = await box.client.messages.journey(id)
  return made.map(({ kind, summary }) => ({ kind, id: summary.id }))
}
