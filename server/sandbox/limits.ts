import type { CheckLimits } from '../check/check-limits.ts'
import type { Options } from '../config.ts'
import type { HttpLimits } from '../http/limits.ts'
import type { ImapLimits } from '../imap/limits.ts'
import type { StoreLimits } from '../mailbox/store-limits.ts'
import type { Pop3Limits } from '../pop3/limits.ts'
import type { SmtpLimits } from '../smtp/limits.ts'

/** Milliseconds that a timer runs at most, some 24 days: one that is set for longer ends at once. */
const LONGEST_TIMER = 2 ** 31 - 1

/** Options for which real timers are set. */
const TIMERS = [
  'idleTimeout',
  'pop3IdleTimeout',
  'imapIdleTimeout',
  'dnsIdleTimeout',
  'loginTimeout',
  'maxWait',
  'checkTimeout',
] as const

/** The same options with no time-out that is longer than a timer runs. */
export function withinTimers(options: Options): Options {
  const times = TIMERS.map(name => [name, Math.min(options[name], LONGEST_TIMER)])
  return { ...options, ...Object.fromEntries(times) }
}

// What each room may hold, as far as options say it.

export function storeLimits(options: Options): Partial<StoreLimits> {
  return {
    messages: options.maxMessages,
    bytes: options.maxStoreSize,
    age: options.maxAge,
    accounts: options.maxAccounts,
    accountOctets: options.quota,
    accountMessages: options.quotaMessages,
  }
}

export function smtpLimits(options: Options): SmtpLimits {
  return {
    messageSize: options.maxMessageSize,
    recipients: options.maxRecipients,
    connections: options.maxConnections,
    idleTimeout: options.idleTimeout,
    commandLine: options.maxCommandLine,
  }
}

export function httpLimits(options: Options): Partial<HttpLimits> {
  return {
    messageSize: options.maxMessageSize,
    recipients: options.maxRecipients,
    eventStreams: options.maxEventStreams,
    waits: options.maxWaits,
    waitTimeout: options.maxWait,
  }
}

export function checkLimits(options: Options): Partial<CheckLimits> {
  return { signatures: options.maxSignatures, timeout: options.checkTimeout }
}

export function pop3Limits(options: Options): Pop3Limits {
  return {
    ...sessionLimits(options),
    idleTime: options.pop3IdleTimeout,
    commandLine: options.maxPop3Line,
    authLine: options.maxPop3AuthLine,
  }
}

export function imapLimits(options: Options): ImapLimits {
  return {
    ...sessionLimits(options),
    idleTime: options.imapIdleTimeout,
    commandLine: options.maxImapLine,
    literal: options.maxImapLiteral,
    message: options.maxMessageSize,
    unread: options.maxImapUnread,
  }
}

function sessionLimits(options: Options) {
  return {
    connections: options.maxConnections,
    connectionsPerAddress: options.maxConnectionsPerAddress,
    loginTime: options.loginTimeout,
    badCommands: options.maxBadCommands,
  }
}
