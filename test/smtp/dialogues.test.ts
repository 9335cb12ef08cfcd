import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import type { FaultRule } from '../../server/delivery/faults/fault-rule.ts'
import { parseFault } from '../../server/delivery/faults/parse-fault.ts'
import type { Store } from '../../server/mailbox/store.ts'
import { summaryNotes } from '../../server/mailbox/summary-notes.ts'
import { decodeTranscript } from '../../server/net/transcript.ts'
import { Users } from '../../server/net/users.ts'
import { SMTP_LIMITS } from '../../server/smtp/limits.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { parseDialogue, unescapeBytes } from '../dialogues/dialogue.ts'
import { type Cut, runDialogue } from '../dialogues/run-dialogue.ts'
import { type Receiving, startReceiving } from './start-receiving.ts'
import { useCertificate } from './use-receiving.ts'

const folder = new URL('../dialogues/smtp/', import.meta.url)
const dialogues = readdirSync(folder).map(name => {
  return { name, dialogue: parseDialogue(readFileSync(new URL(name, folder), 'utf8')) }
})

const certificate = useCertificate()

async function start({ settings }: Dialogue): Promise<Receiving> {
  const { users, 'message-size': messageSize, recipients, 'idle-timeout': idleTimeout } = settings
  const receiving = await startReceiving({
    tls: settings.tls === 'yes' ? certificate() : null,
    rules: faultsOf(settings.faults),
    ...(settings.world && { world: parseYaml(settings.world) as unknown }),
    users: Users.parse(users === undefined ? [] : users.split(' ')),
    limits: {
      ...SMTP_LIMITS,
      ...(messageSize && { messageSize: Number(messageSize) }),
      ...(recipients && { recipients: Number(recipients) }),
      ...(idleTimeout && { idleTimeout: Number(idleTimeout) }),
    },
  })
  setQuotas(receiving.store, settings.quotas)
  return receiving
}

/** @param faults a list of them in YAML */
function faultsOf(faults: string = '[]'): FaultRule[] {
  return (parseYaml(faults) as unknown[]).map(parseFault)
}

/** @param quotas words of the form `address=octets/messages`; `-` is without bound */
function setQuotas(store: Store, quotas: string = ''): void {
  for (const [, address = '', ...bounds] of quotas.matchAll(/(\S+)=(\d+|-)\/(\d+|-)/g)) {
    const [octets = null, messages = null] = bounds.map(bound => (bound === '-' ? null : Number(bound)))
    store.openAccount(address)
    store.apply({ type: 'set-quota', address, quota: { octets, messages } })
  }
}

const parameters = (path: { parameters: object } | undefined): string => JSON.stringify(path?.parameters)

/** What a `=` line may ask of the receiver. */
async function check(receiving: Receiving, name: string, value: string): Promise<void> {
  // What Facteur writes itself, such as bounces, is no part of a dialogue.
  const received = receiving.captured.filter(({ session }) => session.protocol === 'smtp')
  const message = received.at(-1)
  const envelope = message?.envelope
  const session = message?.session
  switch (name) {
    case 'messages':
      return expect(String(received.length)).toBe(value)
    case 'raw':
      return expect(message?.raw).toEqual(unescapeBytes(value))
    case 'accounts':
      return expect(message?.entries.map(entry => entry.folder.account.address).join(' ')).toBe(value)
    case 'notes hold':
      return expect(message && summaryNotes(message)).toContain(value)
    case 'sender':
      return expect(envelope?.from.address).toBe(value)
    case 'recipients':
      return expect(envelope?.to.map(path => path.address).join(' ')).toBe(value)
    case 'arguments':
      return expect([envelope?.from, ...(envelope?.to ?? [])].map(path => path?.argument).join(' ')).toBe(
        value,
      )
    case 'sender parameters':
      return expect(parameters(envelope?.from)).toBe(value)
    case 'recipient parameters':
      return expect(parameters(envelope?.to[0])).toBe(value)
    case 'ehlo':
      return expect(session?.ehlo).toBe(value)
    case 'address':
      return expect(`${session?.address} ${session?.port}`).toBe(value)
    case 'login':
      return expect(session?.auth ? `${session.auth.method} ${session.auth.user}` : 'null').toBe(value)
    case 'tls':
      return expect(session?.tls?.protocol).toBe(value)
    case 'transcript holds':
      return expect(transcriptText(message?.transcript)).toContain(value.replaceAll('\\n', '\n'))
    case 'transcript lacks':
      return expect(transcriptText(message?.transcript)).not.toContain(value)
    case 'refused':
      return expect((receiving.refused.at(-1) ?? (await receiving.nextRefused())).reason).toBe(value)
    case 'fired':
      return expect(receiving.fired.map(({ fault, stage }) => `${fault} ${stage}`).join(' ')).toBe(value)
    case 'nothing refused':
      return expect(receiving.refused).toEqual([])
    default:
      throw new Error(`"${name}" is not known`)
  }
}

function transcriptText(bytes: Uint8Array | null | undefined): string {
  return decodeTranscript(bytes ?? Buffer.alloc(0))
    .map(line => `${line.side}: ${line.text}`)
    .join('\n')
}

describe.each<Cut>(['whole', 'line', 'byte'])('SMTP dialogues, sent by the %s', cut => {
  test.each(dialogues.filter(({ dialogue }) => (dialogue.settings.cut ?? cut) === cut))(
    '$name',
    async ({ dialogue }) => {
      const receiving = await start(dialogue)
      try {
        await runDialogue(dialogue, {
          connect: () => receiving.connect(),
          cut,
          check: (name, value) => check(receiving, name, value),
        })
      } finally {
        await receiving.close()
      }
    },
  )
})
