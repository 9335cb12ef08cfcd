import { formatReply } from '../../message/smtp-reply.ts'
import type { TranscriptLine } from '../../net/transcript.ts'
import type { Host, HostStage } from '../world/world.ts'
import type { HostAnswer } from './host-answer.ts'
import type { HostCall, HostClient } from './host-call.ts'

/** A conversation, as it is known afterwards. */
export interface HostConversation {
  /** Null: nobody was there. */
  readonly host: Pick<Host, 'name' | 'tls' | 'size' | 'dsn'> | null
  /** The name and the address that were called. */
  readonly name: string
  readonly address: string
  readonly call: Pick<HostCall, 'from' | 'recipient' | 'size'> & {
    readonly client: Pick<HostClient, 'name' | 'tls'>
  }
  readonly answer: HostAnswer
}

/** One side speaks, the other answers. */
interface Turn {
  readonly stage: HostStage
  readonly said: Pick<TranscriptLine, 'side' | 'text'> | null
  /** What is answered when all goes well. */
  readonly replies: readonly string[]
}

/** Most characters of one line; what clients name themselves has no limit here. */
const LINE_LIMIT = 1000

/**
 * The lines of a conversation with a simulated host, told from how it came out. The first one says that it is
 * simulated. Only the last answer takes time: all that the conversation took.
 */
export function hostTranscript(conversation: HostConversation): TranscriptLine[] {
  const { name, address, answer } = conversation
  const lines: TranscriptLine[] = []
  const tell = (side: TranscriptLine['side'], text: string, at = 0): void => {
    lines.push({ at, side, text: text.slice(0, LINE_LIMIT).replace(/\p{Cc}/gu, ' ') })
  }
  tell('note', `simulated host ${name} [${address}]`)
  for (const { stage, said, replies } of turnsOf(conversation)) {
    if (said !== null) tell(said.side, said.text)
    if (stage === answer.stage) break
    for (const reply of replies) tell('server', reply)
  }
  if (answer.reply === null) {
    // A certificate is seen only after the host said that it is ready for TLS.
    if (answer.stage === 'starttls' && answer.enhanced === '4.7.5') tell('server', READY_FOR_TLS)
    tell('note', answer.reason, answer.duration)
    return lines
  }
  tell('server', formatReply(answer.reply), answer.duration)
  // RFC 5321 §3.8: with 421 the server closes the connection itself.
  if (answer.reply.code !== 421) {
    tell('client', 'QUIT', answer.duration)
    tell('server', '221 2.0.0 bye', answer.duration)
  }
  return lines
}

const READY_FOR_TLS = '220 2.0.0 ready to start TLS'

/** All that is said when all goes well; a conversation ends somewhere on the way. */
function turnsOf({ host, call }: HostConversation): Turn[] {
  const isEncrypted = host !== null && host.tls !== 'none' && call.client.tls !== false
  const hello = client(`EHLO ${call.client.name}`)
  const greeting: Turn = { stage: 'ehlo', said: hello, replies: offers(host, false) }
  const encryption: Turn[] = [
    { stage: 'starttls', said: client('STARTTLS'), replies: [READY_FOR_TLS] },
    { ...greeting, replies: offers(host, true) },
  ]
  return [
    { stage: 'connect', said: null, replies: [`220 ${host?.name ?? ''} ESMTP`] },
    greeting,
    ...(isEncrypted ? encryption : []),
    {
      stage: 'mail',
      said: client(`MAIL FROM:<${call.from.address}> SIZE=${call.size}`),
      replies: ['250 2.1.0 sender ok'],
    },
    { stage: 'rcpt', said: client(`RCPT TO:<${call.recipient}>`), replies: ['250 2.1.5 recipient ok'] },
    { stage: 'data', said: client('DATA'), replies: ['354 end with a dot alone in a line'] },
    {
      stage: 'after-data',
      said: { side: 'note', text: `${call.size} bytes of message` },
      replies: [],
    },
  ]
}

function client(text: string): Turn['said'] {
  return { side: 'client', text }
}

/** The reply to EHLO (RFC 5321 §4.1.1.1). */
function offers(host: HostConversation['host'], isEncrypted: boolean): string[] {
  if (host === null) return []
  const size = host.size === null ? 'SIZE' : `SIZE ${host.size}`
  const hasTls = host.tls !== 'none' && !isEncrypted
  const offered = [...(hasTls ? ['STARTTLS'] : []), size, ...(host.dsn ? ['DSN'] : [])]
  const keywords = [host.name, ...offered, 'ENHANCEDSTATUSCODES']
  return keywords.map((text, place) => `250${place < keywords.length - 1 ? '-' : ' '}${text}`)
}
