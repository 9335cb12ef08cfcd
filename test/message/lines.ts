/** A message of these lines, each ended by CRLF; characters above U+007F as UTF-8. */
export function lines(...text: string[]): Buffer {
  return Buffer.from(text.map(line => `${line}\r\n`).join(''))
}

/** The same with line feeds alone, as files have them. */
export function unixLines(...text: string[]): Buffer {
  return Buffer.from(text.map(line => `${line}\n`).join(''))
}
