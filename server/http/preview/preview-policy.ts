/**
 * The Content-Security-Policy of a mail that is shown: nothing runs, nothing is submitted, nothing frames it but
 * our own page, and nothing is loaded but its own images, unless remote content was asked for.
 *
 * @param files where the message's own images lie, as an absolute address
 */
export function previewPolicy(files: string, remote: boolean): string {
  const elsewhere = remote ? ' http: https:' : ''
  return [
    "default-src 'none'",
    `img-src data: ${files}${elsewhere}`,
    `style-src 'unsafe-inline'${elsewhere}`,
    `font-src data:${elsewhere}`,
    ...(remote ? ['media-src http: https:'] : []),
    "form-action 'none'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ].join('; ')
}
