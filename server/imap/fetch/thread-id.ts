import { hash } from 'node:crypto'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { readReferences } from '../search/references.ts'

/**
 * RFC 8474 §5.2: the same for all messages of a conversation, as far as they name the message that began it. It
 * is made of that message's id, so it needs no look at any other message and is right before the first is there.
 */
export function threadId({ id, raw }: StoredMessage): string {
  const { messageId, references } = readReferences(raw)
  const root = references[0] ?? messageId
  return root === null ? `T${id}` : `T${hash('sha1', root, 'hex').slice(0, 24)}`
}
