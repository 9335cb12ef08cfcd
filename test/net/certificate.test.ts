import { X509Certificate, createPrivateKey } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import tls from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCertificate } from '../../server/net/certificate.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'facteur-'))
})

afterEach(() => rm(directory, { recursive: true }))

describe('a generated certificate', () => {
  test('names localhost, its addresses and the hosts given, and fits its key', async () => {
    const { cert, key, generated, fingerprint256 } = await loadCertificate({
      hosts: ['mail.test', '10.1.2.3'],
      directory,
    })
    const certificate = new X509Certificate(cert)
    expect(generated).toBe(true)
    expect(certificate.fingerprint256).toBe(fingerprint256)
    expect(certificate.subjectAltName?.split(', ')).toEqual([
      'DNS:localhost',
      'IP Address:127.0.0.1',
      'IP Address:0:0:0:0:0:0:0:1',
      'DNS:mail.test',
      'IP Address:10.1.2.3',
    ])
    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true)
  })

  test('has every form of an IPv6 address', async () => {
    const hosts = ['::', '2001:db8::1', '::ffff:10.1.2.3', 'fe80:0:0:1:2:3:4:5']
    const { cert } = await loadCertificate({ hosts, directory })
    for (const host of hosts) expect(new X509Certificate(cert).checkIP(host), host).toBe(host)
  })

  test('has an international name as the DNS has it, and stays the same for it', async () => {
    const { cert, fingerprint256 } = await loadCertificate({ hosts: ['bücher.test'], directory })
    expect(new X509Certificate(cert).checkHost('xn--bcher-kva.test')).toBe('xn--bcher-kva.test')
    const again = await loadCertificate({ hosts: ['bücher.test'], directory })
    expect(again.fingerprint256).toBe(fingerprint256)
  })

  test.each([
    ['[2001:db8::1]', 'IP Address:2001:DB8:0:0:0:0:0:1'],
    ['mail.test.', 'DNS:mail.test'],
    ['MAIL.test', 'DNS:mail.test'],
    ['*.app.test', 'DNS:*.app.test'],
    ['my_host', 'DNS:my_host'],
  ])('has %s as %s, and stays the same for it', async (host, name) => {
    const { cert, fingerprint256 } = await loadCertificate({ hosts: [host], directory })
    expect(new X509Certificate(cert).subjectAltName?.split(', ').at(-1)).toBe(name)
    expect((await loadCertificate({ hosts: [host], directory })).fingerprint256).toBe(fingerprint256)
  })

  test.each([
    '',
    '.',
    'a b',
    'a..b',
    '.app.test',
    '*',
    'fe80::1%lo',
    'https://mail.test',
    'mail.test/inbox',
    'mail.test:25',
    `${'x'.repeat(64)}.test`,
    'x.'.repeat(130),
  ])('is not made for %j, which is no host', async host => {
    await expect(loadCertificate({ hosts: [host], directory })).rejects.toThrow(`--tls-host: "${host}"`)
  })

  test('that cannot be kept is an error that names the place and the option', async () => {
    const file = join(directory, 'file')
    await writeFile(file, '')
    await expect(loadCertificate({ hosts: [], directory: file })).rejects.toThrow(
      /cannot be kept: EEXIST.*file.*--state-dir/,
    )
  })

  test('is taken by a client that trusts it, for each of its hosts', async () => {
    const { cert, key } = await loadCertificate({ hosts: ['mail.test'], directory })
    const server = tls.createServer({ cert, key }, socket => socket.end('hello')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    for (const servername of ['localhost', 'mail.test']) {
      expect(await text(tls.connect({ port, host: '127.0.0.1', ca: cert, servername }))).toBe('hello')
    }
    server.close()
    await once(server, 'close')
  })

  test('is good for less than the 825 days that Apple allows, and began a day ago', async () => {
    const { cert } = await loadCertificate({ hosts: [], directory })
    const { validFromDate, validToDate, serialNumber } = new X509Certificate(cert)
    const day = 24 * 60 * 60 * 1000
    expect((Date.now() - validFromDate.getTime()) / day).toBeCloseTo(1, 1)
    expect((validToDate.getTime() - validFromDate.getTime()) / day).toBeLessThan(825)
    expect(serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/)
  })

  test('stays the same between starts, also when several start at once', async () => {
    const started = await Promise.all([1, 2, 3].map(() => loadCertificate({ hosts: [], directory })))
    const later = await loadCertificate({ hosts: ['localhost'], directory })
    expect(new Set([...started, later].map(({ fingerprint256 }) => fingerprint256)).size).toBe(1)
  })

  test('is made anew when a host is missing in it', async () => {
    const before = await loadCertificate({ hosts: [], directory })
    const after = await loadCertificate({ hosts: ['mail.test'], directory })
    expect(after.fingerprint256).not.toBe(before.fingerprint256)
    expect((await loadCertificate({ hosts: [], directory })).fingerprint256).toBe(after.fingerprint256)
  })

  test('is made anew when its files were damaged', async () => {
    const before = await loadCertificate({ hosts: [], directory })
    for (const name of await readdir(directory)) await writeFile(join(directory, name), 'rubbish')
    expect((await loadCertificate({ hosts: [], directory })).fingerprint256).not.toBe(before.fingerprint256)
  })

  test('keeps its key from other users, and leaves nothing half-written behind', async () => {
    await loadCertificate({ hosts: [], directory })
    expect((await readdir(directory)).sort()).toEqual(['facteur-cert.pem', 'facteur-key.pem'])
    expect((await stat(join(directory, 'facteur-key.pem'))).mode & 0o777).toBe(0o600)
  })
})

describe('a certificate of the user', () => {
  test('is taken as it is', async () => {
    const { fingerprint256 } = await loadCertificate({ hosts: [], directory })
    const certFile = join(directory, 'facteur-cert.pem')
    const keyFile = join(directory, 'facteur-key.pem')
    const own = await loadCertificate({ certFile, keyFile, hosts: ['mail.test'], directory })
    expect(own).toMatchObject({ generated: false, fingerprint256 })
    expect(own.key).toEqual(await readFile(keyFile))
  })

  test('that cannot be used is an error that names the files', async () => {
    const other = join(directory, 'other')
    await loadCertificate({ hosts: [], directory })
    await loadCertificate({ hosts: [], directory: other })
    const certFile = join(directory, 'facteur-cert.pem')
    const load = (keyFile?: string) => loadCertificate({ certFile, keyFile, hosts: [], directory })
    await expect(load(join(other, 'facteur-key.pem'))).rejects.toThrow(/facteur-cert.pem.*does not belong/)
    await expect(load(join(directory, 'missing.pem'))).rejects.toThrow(/missing.pem: ENOENT/)
    await expect(load()).rejects.toThrow('give both files')
  })
})
