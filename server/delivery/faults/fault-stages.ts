/** The moments of an SMTP session at which a listener asks whether a fault befalls it, in the order in which they come. */
const SMTP_STAGES = [
  /** A connection was accepted; nothing was said, and no TLS handshake was made. */
  'connect',
  /** The greeting is due. */
  'banner',
  /** EHLO or HELO. */
  'ehlo',
  'starttls',
  /** An AUTH exchange has come to its end. */
  'auth',
  'mail',
  'rcpt',
  /** DATA; the message is not sent yet. */
  'data',
  /** The message was received, and is not captured yet. */
  'after-data',
  'quit',
] as const

/**
 * Those of a POP3 session: a connection (its TLS handshake made, on a port with TLS), the greeting, and each command
 * that may be given then. PASS, APOP and AUTH are asked about once the credentials were found right.
 */
const POP3_STAGES = [
  'pop3:connect',
  'pop3:banner',
  'pop3:user',
  'pop3:pass',
  'pop3:apop',
  'pop3:auth',
  'pop3:stls',
  'pop3:capa',
  'pop3:utf8',
  'pop3:lang',
  'pop3:stat',
  'pop3:list',
  'pop3:uidl',
  'pop3:retr',
  'pop3:top',
  'pop3:dele',
  'pop3:noop',
  'pop3:rset',
  'pop3:quit',
] as const

/** Those of an IMAP session, in the same way; `imap:fetch` is FETCH and UID FETCH. */
const IMAP_STAGES = [
  'imap:connect',
  'imap:banner',
  'imap:capability',
  'imap:id',
  'imap:logout',
  'imap:noop',
  'imap:authenticate',
  'imap:login',
  'imap:starttls',
  'imap:append',
  'imap:compress',
  'imap:create',
  'imap:delete',
  'imap:enable',
  'imap:examine',
  'imap:getquota',
  'imap:getquotaroot',
  'imap:idle',
  'imap:list',
  'imap:lsub',
  'imap:namespace',
  'imap:rename',
  'imap:select',
  'imap:setquota',
  'imap:status',
  'imap:subscribe',
  'imap:unsubscribe',
  'imap:check',
  'imap:close',
  'imap:copy',
  'imap:expunge',
  'imap:fetch',
  'imap:move',
  'imap:replace',
  'imap:search',
  'imap:sort',
  'imap:store',
  'imap:thread',
  'imap:unselect',
] as const

/** A message came by HTTP, was found right and is not captured yet: injected, composed, a reply or a forward. */
const HTTP_STAGES = ['http:send'] as const

/** All moments at which faults may fire. */
export const FAULT_STAGES = [...SMTP_STAGES, ...POP3_STAGES, ...IMAP_STAGES, ...HTTP_STAGES] as const
export type FaultStage = (typeof FAULT_STAGES)[number]
export type SmtpStage = (typeof SMTP_STAGES)[number]

export type FaultProtocol = 'smtp' | 'pop3' | 'imap' | 'http'

const BY_NAME: ReadonlyMap<unknown, FaultStage> = new Map(FAULT_STAGES.map(stage => [stage, stage]))

/** The stage that is named so; undefined when there is none. */
export function findStage(name: unknown): FaultStage | undefined {
  return BY_NAME.get(name)
}

/** The stage of a command, whose name is in upper case. */
export function stageOfCommand(protocol: 'pop3' | 'imap', name: string): FaultStage | undefined {
  return findStage(`${protocol}:${name.replace(/^UID /, '').toLowerCase()}`)
}

/** Whose stage it is. */
export function protocolOf(stage: FaultStage): FaultProtocol {
  if (stage.startsWith('pop3:')) return 'pop3'
  if (stage.startsWith('imap:')) return 'imap'
  return stage.startsWith('http:') ? 'http' : 'smtp'
}
