import type { DomainError, DomainErrorCode } from '../mailbox/domain-error.ts'
import { no, type Answer } from './answer.ts'
import type { ImapCommand } from './command.ts'

/** The response code (RFC 9051 §7.1) for every way in which an operation can be refused. */
const CODES: Readonly<Record<DomainErrorCode, string>> = {
  'no-such-account': 'NONEXISTENT',
  'no-such-folder': 'NONEXISTENT',
  'folder-exists': 'ALREADYEXISTS',
  'folder-has-children': 'HASCHILDREN',
  'inbox-is-permanent': 'CANNOT',
  'invalid-folder-name': 'CANNOT',
  'invalid-keyword': 'CANNOT',
  'invalid-page': 'CANNOT',
  'over-quota': 'OVERQUOTA',
  'too-many-accounts': 'LIMIT',
  'too-many-folders': 'LIMIT',
  'too-many-keywords': 'LIMIT',
}

/** RFC 9051 §6.3.12, §6.4.7, §6.4.8: these say that the folder they were to fill could be created. */
const FILLING: ReadonlySet<string> = new Set([
  'APPEND',
  'COPY',
  'UID COPY',
  'MOVE',
  'UID MOVE',
  'REPLACE',
  'UID REPLACE',
])

/** What a client is told when the mailboxes refuse what its command asked for. */
export function domainAnswer({ code, message }: DomainError, { name }: Pick<ImapCommand, 'name'>): Answer {
  const creatable = code === 'no-such-folder' && FILLING.has(name)
  return no(message.charAt(0).toUpperCase() + message.slice(1), creatable ? 'TRYCREATE' : CODES[code])
}
