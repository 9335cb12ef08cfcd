import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

/** A file of the web inbox. */
export interface WebFile {
  readonly type: string
  readonly bytes: Buffer
  readonly etag: string
  /** Whether its name holds a hash of what is in it, so that it never changes. */
  readonly hashed: boolean
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** As Vite names what it builds: `assets/index-B7PI925R.js`. */
const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/

/**
 * Reads the built web inbox into memory, where files are looked up by their address: whatever a request asks for,
 * it can reach nothing else. An inbox is some hundred kilobytes.
 *
 * @param root the folder that Vite built
 * @returns the files by address, such as `/index.html`; none when there is no such folder
 */
export async function readWebFiles(root: string): Promise<ReadonlyMap<string, WebFile>> {
  const files = new Map<string, WebFile>()
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const address = `/${relative(root, path).split(sep).join('/')}`
    const bytes = await readFile(path)
    const etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
    files.set(address, { type, bytes, etag, hashed: HASHED.test(address) })
  }
  return files
}
