/**
 * The Content-Security-Policy of a mail that is shown: nothing runs, nothing is submitted, nothing frames it but
 * our own page, and nothing is loaded at all unless remote content was asked for. It is of our origin, so that the inbox can
 * hear which keys are pressed in it; as no script runs in it, there is nothing that could make use of that.
 * In a tab of its own it is of no origin at all.
 */
export function previewPolicy({ remote, alone }: { remote: boolean; alone: boolean }): string {
  const elsewhere = remote ? ' http: https:' : ''
  return [
    "default-src 'none'",
    `img-src data:${elsewhere}`,
    `style-src 'unsafe-inline'${elsewhere}`,
    `font-src data:${elsewhere}`,
    ...(remote ? ['media-src http: https:'] : []),
    "form-action 'none'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    `sandbox ${alone ? '' : 'allow-same-origin '}allow-popups allow-popups-to-escape-sandbox`,
  ].join('; ')
}
