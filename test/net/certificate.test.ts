import { X509Certificate, createPrivateKey } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
