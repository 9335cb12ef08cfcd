import { X509Certificate, createPrivateKey } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'

/** A certificate with its key, ready for `tls.createSecureContext`. */
export interface TlsMaterial {
  readonly key: string | Buffer
  readonly cert: string | Buffer
  /** True when it is our own self-signed one. */
  readonly generated: boolean
  readonly fingerprint256: string
}

export interface CertificateOptions {
  /** PEM files of the user's own certificate and key; both or neither. */
  readonly certFile?: string | undefined
  readonly keyFile?: string | undefined
  /** Names and addresses that a generated certificate is good for, besides localhost, 127.0.0.1 and ::1. */
  readonly hosts: readonly string[]
  /** Where a generated certificate is kept between starts. */
  readonly directory: string
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '::1']

/** Clients such as Apple's refuse certificates that are good for longer than 825 days. */
const VALID_DAYS = 820

/** A certificate that expires sooner than this is made anew. */
const SPARE_DAYS = 30

const DAY = 24 * 60 * 60 * 1000

/** Sandboxes that start at the same moment in one process share the one certificate of their directory. */
const underway = new Map<string, Promise<unknown>>()

function material(cert: string | Buffer, key: string | Buffer, generated: boolean): TlsMaterial {
  return { key, cert, generated, fingerprint256: new X509Certificate(cert).fingerprint256 }
}

async function readOwn(certFile: string, keyFile: string): Promise<TlsMaterial> {
  try {
    const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)])
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
      throw new Error('the key does not belong to the certificate')
    }
    return material(cert, key, false)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`cannot use the certificate ${certFile} with the key ${keyFile}: ${reason}`, {
      cause: error,
    })
  }
}

function isGoodFor(certificate: X509Certificate, host: string): boolean {
  return (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined
}

/** The generated certificate of an earlier start; null when there is none, or none that will do. */
async function readKept(
  certFile: string,
  keyFile: string,
  hosts: readonly string[],
): Promise<TlsMaterial | null> {
  try {
    const [cert, key] = await Promise.all([readFile(certFile, 'utf8'), readFile(keyFile, 'utf8')])
    const certificate = new X509Certificate(cert)
    const fresh = Date.parse(certificate.validTo) > Date.now() + SPARE_DAYS * DAY
    const fitting = hosts.every(host => isGoodFor(certificate, host))
    const matching = certificate.checkPrivateKey(createPrivateKey(key))
    return fresh && fitting && matching ? material(cert, key, true) : null
  } catch {
    return null
  }
}

/** Renames into place, so that nobody reads half a file. */
async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const unfinished = `${file}.${process.pid}`
  await writeFile(unfinished, text, { mode })
  await rename(unfinished, file)
}

async function generate(hosts: readonly string[]): Promise<{ cert: string; key: string }> {
  const selfsigned = await import('selfsigned')
  const now = Date.now()
  const pem = await selfsigned.generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // Clocks of containers run behind at times.
    notBeforeDate: new Date(now - DAY),
    notAfterDate: new Date(now + VALID_DAYS * DAY),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: hosts.map(host => (isIP(host) ? { type: 7, ip: host } : { type: 2, value: host })),
      },
    ],
  })
  return { cert: pem.cert, key: pem.private }
}

async function keepOne(directory: string, hosts: readonly string[]): Promise<TlsMaterial> {
  const certFile = join(directory, 'facteur-cert.pem')
  const keyFile = join(directory, 'facteur-key.pem')
  const kept = await readKept(certFile, keyFile, hosts)
  if (kept !== null) return kept
  const { cert, key } = await generate(hosts)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await writeWhole(keyFile, key, 0o600)
  await writeWhole(certFile, cert, 0o644)
  return material(cert, key, true)
}

/**
 * The certificate for all TLS listeners: the user's own files when given; else a self-signed one, which is kept in
 * `directory` and stays the same between starts until a host is added or it is about to expire.
 *
 * @throws Error that names the files which cannot be read or do not belong together
 */
export async function loadCertificate(options: CertificateOptions): Promise<TlsMaterial> {
  const { certFile, keyFile, directory } = options
  if (certFile !== undefined && keyFile !== undefined) return readOwn(certFile, keyFile)
  if (certFile !== undefined || keyFile !== undefined) {
    throw new Error('a certificate needs its key: give both files, or neither to have one generated')
  }
  const hosts = [...new Set([...LOCAL_HOSTS, ...options.hosts])]
  const load = () => keepOne(directory, hosts)
  const loading = (underway.get(directory) ?? Promise.resolve()).then(load, load)
  underway.set(directory, loading)
  try {
    return await loading
  } finally {
    if (underway.get(directory) === loading) underway.delete(directory)
  }
}
