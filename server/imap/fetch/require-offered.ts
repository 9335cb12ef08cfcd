import type { ImapSession } from '../session.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'
import { ImapSyntaxError } from '../wire/imap-syntax-error.ts'

/**
 * Sees to it that what an extension adds to a command is not understood where that extension was taken away.
 *
 * @throws ImapSyntaxError that names the capability
 */
export function requireOffered(
  session: ImapSession,
  { position }: ArgumentReader,
  capabilities: readonly string[],
): void {
  for (const capability of capabilities) {
    if (session.offers(capability)) continue
    throw new ImapSyntaxError(position, `this server does not offer ${capability}`)
  }
}
