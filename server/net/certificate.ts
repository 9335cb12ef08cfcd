import { X509Certificate, createPrivateKey } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { domainToASCII } from 'node:url'

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

/** RFC 1035 §2.3.4: labels of at most 63 octets, a name of at most 253; RFC 9525 §6.3: the first one may be any. */
const HOST_NAME = /^(?=.{1,253}$)(?:\*\.)?[\w-]{1,63}(?:\.[\w-]{1,63})*$/

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

/** A host as certificates have it. @throws Error for what is no host */
function certifiableHost(host: string): string {
  // RFC 3986 §3.2.2: URLs have IPv6 addresses in brackets.
  const name = host.replace(/^\[(.*)\]$/, '$1')
  if (isIP(name) && !name.includes('%')) return name
  // RFC 5280 §7.2: international names stand there as the DNS has them, without a dot at the end. Of an address of a page
  // domainToASCII would take what is before the slash.
  const ascii = /[/\\?#]/.test(name) ? '' : domainToASCII(name).replace(/\.$/, '')
  if (HOST_NAME.test(ascii)) return ascii
  throw new Error(`--tls-host: "${host}" is neither a host name nor an IP address`)
}

/** Renames into place, so that nobody reads half a file. */
async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const unfinished = `${file}.${process.pid}`
  await writeFile(unfinished, text, { mode })
  await rename(unfinished, file)
}

async function generate(hosts: readonly string[]): Promise<{ cert: string; key: string }> {
  const { createSelfSigned } = await import('./self-signed.ts')
  const now = Date.now()
  return createSelfSigned({
    commonName: 'localhost',
    hosts,
    // Clocks of containers run behind at times.
    from: new Date(now - DAY),
    until: new Date(now + VALID_DAYS * DAY),
  })
}

async function keepOne(directory: string, hosts: readonly string[]): Promise<TlsMaterial> {
  const certFile = join(directory, 'facteur-cert.pem')
  const keyFile = join(directory, 'facteur-key.pem')
  const kept = await readKept(certFile, keyFile, hosts)
  if (kept !== null) return kept
  const { cert, key } = await generate(hosts)
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await writeWhole(keyFile, key, 0o600)
    await writeWhole(certFile, cert, 0o644)
  } catch (error) {
    throw new Error(
      `the generated certificate cannot be kept: ${(error as Error).message}; choose another place with --state-dir`,
      { cause: error },
    )
  }
  return material(cert, key, true)
}

/**
 * The certificate for all TLS listeners: the user's own files when given; else a self-signed one, which is kept in
 * `directory` and stays the same between starts until a host is added or it is about to expire.
 *
 * @throws Error that names the host that is none, or the files which cannot be read or do not belong together
 */
export async function loadCertificate(options: CertificateOptions): Promise<TlsMaterial> {
  const { certFile, keyFile, directory } = options
  if (certFile !== undefined && keyFile !== undefined) return readOwn(certFile, keyFile)
  if (certFile !== undefined || keyFile !== undefined) {
    throw new Error('a certificate needs its key: give both files, or neither to have one generated')
  }
  const hosts = [...new Set([...LOCAL_HOSTS, ...options.hosts.map(certifiableHost)])]
  const load = () => keepOne(directory, hosts)
  const loading = (underway.get(directory) ?? Promise.resolve()).then(load, load)
  underway.set(directory, loading)
  try {
    return await loading
  } finally {
    if (underway.get(directory) === loading) underway.delete(directory)
  }
}
