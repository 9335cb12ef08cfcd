/** How connections to a port are encrypted: from the first byte on, when the client asks for it, or not. */
export type PortTls = 'implicit' | 'starttls' | 'stls' | 'none'

const IMPLICIT = new Set(['smtps', 'https', 'pop3s', 'imaps'])

/** RFC 3207, RFC 9051 §6.2.1, RFC 2595 §4: by which command a client asks. */
const ON_REQUEST: Readonly<Record<string, PortTls>> = { smtp: 'starttls', imap: 'starttls', pop3: 'stls' }

/**
 * How each port is encrypted, by its name. With TLS all protocols have a port of their own for it, and offer it on the others
 * too; HTTP alone has no such thing.
 */
export function portTls(ports: Readonly<Record<string, number>>): ReadonlyMap<string, PortTls> {
  const names = Object.keys(ports)
  const hasTls = names.some(name => IMPLICIT.has(name))
  return new Map(
    names.map(name => {
      if (IMPLICIT.has(name)) return [name, 'implicit']
      return [name, hasTls ? (ON_REQUEST[name] ?? 'none') : 'none']
    }),
  )
}
