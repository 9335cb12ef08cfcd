import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const WEB = import.meta.dirname
const SERVER = join(WEB, '..', 'server')

/** What the bundle is made of; the build itself and its output are left out. */
const SOURCES = [
  ...[
    'index.html',
    'main.ts',
    'tsconfig.json',
    'vite.config.ts',
    'app',
    'public',
    'state',
    'styles',
    'ui',
    'views',
  ].map(name => join(WEB, name)),
  join(SERVER, 'client'),
  join(SERVER, 'http', 'contract'),
  join(SERVER, 'http', 'contract.ts'),
  join(SERVER, 'imap', 'wire'),
]

/**
 * Tells whether a bundle is missing or older than what it is made of.
 *
 * @param sources files and folders, folders with all that is in them; those that do not exist count for nothing
 * @param page the file that a build writes
 */
export function isStale(sources: readonly string[], page: string): boolean {
  const built = statSync(page, { throwIfNoEntry: false })
  return built === undefined || sources.some(source => isNewer(source, built.mtimeMs))
}

function isNewer(path: string, than: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return false
  if (found.mtimeMs > than) return true
  return found.isDirectory() && readdirSync(path).some(name => isNewer(join(path, name), than))
}

/** Bundles the web inbox into `web/dist`. */
export async function buildWeb(): Promise<void> {
  const { build } = await import('vite')
  await build({ configFile: join(WEB, 'vite.config.ts'), logLevel: 'warn' })
}

/** A package installed without development dependencies has no Vite, but it has the bundle it came with. */
function hasVite(): boolean {
  try {
    import.meta.resolve('vite')
    return true
  } catch {
    return false
  }
}

if (import.meta.main) {
  const page = join(WEB, 'dist', 'index.html')
  const isFresh = process.argv.includes('--if-stale') && !isStale(SOURCES, page)
  if (!isFresh && (hasVite() || !existsSync(page))) await buildWeb()
}
