import { describe, expect, test } from 'vitest'
import { portTls } from '../../web/state/port-tls.ts'

describe('a port', () => {
  test('is encrypted from the first byte on, on request or not at all, by its protocol', () => {
    const ports = { smtp: 1, smtps: 2, http: 3, https: 4, pop3: 5, pop3s: 6, imap: 7, imaps: 8 }
    expect(Object.fromEntries(portTls(ports))).toEqual({
      smtp: 'starttls',
      smtps: 'implicit',
      http: 'none',
      https: 'implicit',
      pop3: 'stls',
      pop3s: 'implicit',
      imap: 'starttls',
      imaps: 'implicit',
    })
  })

  test('is not encrypted where there is no TLS at all', () => {
    expect([...portTls({ smtp: 1, imap: 2 }).values()]).toEqual(['none', 'none'])
  })
})
