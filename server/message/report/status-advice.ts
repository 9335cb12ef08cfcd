/** What the sender can do, by status code (RFC 3463) without its class; the first that the status begins with counts. */
const ADVICE: readonly (readonly [status: string, advice: string])[] = [
  ['1.2', 'The domain of the address does not exist. Check what stands after the @.'],
  ['1.10', 'The domain takes no mail at all. Ask the recipient for another address.'],
  ['1.7', 'The receiving server does not take the address of the sender. Check the envelope sender.'],
  ['1.8', 'The domain of the sender cannot be found. Check the envelope sender.'],
  ['1', 'There is no such mailbox. Check the address, and take it off your lists.'],
  ['2.1', 'The mailbox is closed. Ask the recipient for another address.'],
  ['2.2', 'The mailbox is full. Write again later, or reach the recipient in another way.'],
  ['2.3', 'The message is too large for this mailbox. Send less of it, or a link to it.'],
  ['3.4', 'The message is too large for the receiving server. Send less of it, or a link to it.'],
  ['4.4', 'No server takes mail for this domain. Check what stands after the @.'],
  ['4.6', 'Servers pass the message on in a circle. Tell the postmaster of the receiving domain.'],
  ['4', 'The receiving server did not take the message in time. Write again later.'],
  ['7', 'The receiving server does not want this message. Its answer may say why.'],
]

const NO_ADVICE = 'Write again later; if that fails too, ask the postmaster of the receiving domain.'

/** A sentence for the sender of a message that was not delivered. */
export function statusAdvice(status: string): string {
  const detail = `${status.slice(2)}.`
  return ADVICE.find(([beginning]) => detail.startsWith(`${beginning}.`))?.[1] ?? NO_ADVICE
}
