import type { SmtpReply } from '../../message/smtp-reply.ts'
import type { Host } from './world.ts'

const MINUTE = 60_000

/** Replies of the mailboxes that MailerSend keeps for tests, by local part. */
const MAILERSEND: Readonly<Record<string, SmtpReply>> = {
  'hard-bounce': { code: 550, enhanced: '5.1.1', text: 'No such mailbox here' },
  'soft-bounce': { code: 421, enhanced: '4.3.2', text: 'Service not available, closing the connection' },
  blocked: { code: 554, enhanced: '5.7.1', text: 'Transaction failed, mail to this recipient is blocked' },
  transient: { code: 450, enhanced: '4.2.1', text: 'Mailbox unavailable for now' },
  'dns-error': { code: 450, enhanced: '4.4.3', text: 'The DNS does not answer' },
  dmarc: { code: 550, enhanced: '5.7.26', text: 'The DMARC policy of the sender does not allow this mail' },
}

const HOSTS: readonly Host[] = [
  // RFC 5737 §3: an address for documentation, which no one has.
  host('mx.down.test', {
    addresses: ['192.0.2.1'],
    outages: [{ how: 'refused', from: null, until: null }],
  }),
  host('mx.greylist.test', { greylist: 5 * MINUTE }),
  host('mx.slow.test', { delay: MINUTE }),
  host('mx.bounce-test.mailersend.net', {
    rules: Object.entries(MAILERSEND).map(([local, reply]) => ({
      at: 'rcpt',
      sender: null,
      recipient: `${local}@bounce-test.mailersend.net`,
      larger: null,
      from: null,
      until: null,
      reply,
    })),
  }),
]

/** The hosts of ready-made domains that are elsewhere, by name. */
export const READY_MADE_HOSTS: ReadonlyMap<string, Host> = new Map(HOSTS.map(host => [host.name, host]))

/** A host that takes everything. It is at this machine, so that a real mail server reaches Facteur for it. */
function host(name: string, rules: Partial<Host>): Host {
  return {
    name,
    addresses: ['127.0.0.1'],
    outages: [],
    delay: 0,
    greylist: null,
    rules: [],
    perMinute: null,
    size: null,
    tls: 'offered',
    closes: null,
    dsn: true,
    relay: null,
    ...rules,
  }
}
