import { formatMail, type Mail } from './mail.ts'

/**
 * Makes the mail number `n`: header, words in lines, and `size` bytes in all, closing dot not counted. Every
 * number gives other words, so that nothing profits from seeing the same bytes twice.
 */
export function makeMail(n: number, size: number, recipients = 100): Mail {
  const recipient = `user${n % recipients}@example.test`
  const header =
    `Date: Sat, 21 Nov 2026 20:46:30 +0000\r\nFrom: Shop <shop@app.test>\r\nTo: ${recipient}\r\n` +
    `Message-ID: <${n}.bench@app.test>\r\nSubject: Order ${n} has been shipped\r\nMIME-Version: 1.0\r\n` +
    `Content-Type: text/plain; charset=utf-8\r\n\r\n`
  const lines = [header]
  let length = header.length
  for (let seed = n * 7919; length < size; seed++) {
    const line = `${words(seed)}\r\n`.slice(-Math.max(size - length, 2))
    lines.push(line)
    length += line.length
  }
  return formatMail('shop@app.test', recipient, Buffer.from(lines.join(''), 'latin1'))
}

const VOCABULARY =
  'order parcel invoice thank you for shopping with us delivery tomorrow between noon and evening please confirm'.split(
    ' ',
  )

function words(seed: number): string {
  let state = (seed * 2654435761) >>> 0
  let line = state.toString(36)
  while (line.length < 66) {
    state = (state * 1664525 + 1013904223) >>> 0
    line += ` ${VOCABULARY[state % VOCABULARY.length]}`
  }
  return line
}
