import { canonicalAddress } from '../message/mailbox-address.ts'
import type { StoredMessage } from './stored-message.ts'

/** Recipients of the envelope that neither To nor Cc names: those of a Bcc, as the envelope has them. */
export function hiddenRecipients({ envelope, summary }: StoredMessage): string[] {
  const named = new Set<string>()
  for (const { address } of summary.to) named.add(canonicalAddress(address))
  for (const { address } of summary.cc) named.add(canonicalAddress(address))
  return envelope.to.map(path => path.address).filter(address => !named.has(canonicalAddress(address)))
}
