// A reply quotes what clients sent: a control character in it could pass for the end of the line.
const CONTROL = /\p{Cc}/gu

/**
 * The lines of a reply (RFC 5321 §4.2), without their line ends.
 *
 * @param status the enhanced status code (RFC 2034), led in every line; '' for none
 */
export function formatReply(
  code: number,
  status: string,
  data?: string | readonly string[] | null,
): string[] {
  const led = status === '' ? '' : `${status} `
  if (data === undefined || data === null || typeof data === 'string') {
    return [`${code} ${led}${data ?? ''}`.replace(CONTROL, ' ')]
  }
  const last = data.length - 1
  return data.map((text, index) => `${code}${index < last ? '-' : ' '}${led}${text}`.replace(CONTROL, ' '))
}
