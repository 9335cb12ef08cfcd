import { describe, expect, test } from 'vitest'
import { programConfiguration, serverAddresses } from '../../web/views/program-settings.ts'

const PLAIN = { smtp: 1025, http: 8025, pop3: 1110, imap: 1143 }
const TLS = { ...PLAIN, smtps: 1465, https: 8443, pop3s: 1995, imaps: 1993 }

const configuration = (program: 'mutt' | 'mbsync', ports: Readonly<Record<string, number>>) =>
  programConfiguration(program, 'anna@app.test', serverAddresses('localhost', ports))?.split('\n')

describe('where a mail program connects', () => {
  test('is the plain ports without a certificate', () => {
    expect(serverAddresses('localhost', PLAIN)).toEqual([
      { protocol: 'imap', host: 'localhost', port: 1143, tls: 'none' },
      { protocol: 'pop3', host: 'localhost', port: 1110, tls: 'none' },
      { protocol: 'smtp', host: 'localhost', port: 1025, tls: 'none' },
    ])
  })

  test('is the ports with TLS when there is one', () => {
    expect(serverAddresses('localhost', TLS).map(({ port, tls }) => [port, tls])).toEqual([
      [1993, 'implicit'],
      [1995, 'implicit'],
      [1465, 'implicit'],
    ])
  })

  test('leaves out what is not listened for', () => {
    expect(serverAddresses('localhost', { smtp: 1025 }).map(({ protocol }) => protocol)).toEqual(['smtp'])
  })
})

describe('what is pasted', () => {
  test('names host, port and user, with TLS or without', () => {
    expect(configuration('mutt', PLAIN)).toContain('set folder = "imap://localhost:1143/"')
    expect(configuration('mutt', PLAIN)).toContain('set ssl_starttls = no')
    expect(configuration('mutt', TLS)).toContain('set folder = "imaps://localhost:1993/"')
    expect(configuration('mutt', TLS)).toContain('set smtp_url = "smtps://localhost:1465"')
    expect(configuration('mbsync', PLAIN)).toEqual(
      expect.arrayContaining(['Host localhost', 'Port 1143', 'User "anna@app.test"', 'TLSType None']),
    )
    expect(configuration('mbsync', TLS)).toEqual(expect.arrayContaining(['Port 1993', 'TLSType IMAPS']))
  })

  test('is nothing for programs that have windows', () => {
    expect(programConfiguration('Thunderbird', 'anna@app.test', [])).toBeNull()
  })
})
