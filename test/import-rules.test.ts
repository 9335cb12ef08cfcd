import { readFileSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkImports, type SourceFile } from './import-rules/check-imports.ts'
import { findImports } from './import-rules/find-imports.ts'
import { ROWS } from './import-rules/import-table.ts'

const root = join(import.meta.dirname, '..')

function filesOf(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && !/(^|[\\/])(dist|node_modules)[\\/]/.test(path))
    .map(path => ({
      path: `${folder}/${path.split(sep).join('/')}`,
      source: readFileSync(join(root, folder, path), 'utf8'),
    }))
}

const server = filesOf('server')

describe('the import table', () => {
  it('holds for every file of server/ and web/', () => {
    const files = [...server, ...filesOf('web')]
    expect(files.length).toBeGreaterThan(2)
    expect(checkImports(files)).toEqual([])
  })

  it('is the one that ARCHITECTURE.md shows', () => {
    const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
    expect(architecture).toContain(`\n${ROWS.map(rooms => rooms.join(', ')).join(' < ')}\n`)
  })

  it('needs no development dependency at run time in server/', () => {
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const foreign = server.flatMap(({ path, source }) =>
      findImports(path, source)
        .filter(found => !found.typeOnly && !/^(\.|node:)/.test(found.specifier))
        .filter(found => !(packageOf(found.specifier) in { ...dependencies, ...peerDependencies }))
        .map(found => `${path}:${found.line} imports ${found.specifier}, which users do not install`),
    )
    expect(foreign).toEqual([])
  })
})

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

interface Row {
  readonly path: string
  readonly source: string
  readonly broken: string | undefined
}

const rows: Row[] = [
  row('server/net/listener.ts', `import { Clock } from '../clock.ts'`),
  row('server/net/listener.ts', `import './users.ts'`),
  row(
    'server/net/listener.ts',
    `import type { Summary } from '../message/summary.ts'`,
    'net and message stand on one row',
  ),
  row('server/message/summary.ts', `export * from '../mailbox/store.ts'`, 'message stands below mailbox'),
  row(
    'server/smtp/receiver.ts',
    `const http = await import('../http/server.ts')`,
    'smtp and http stand on one row',
  ),
  row('server/smtp/receiver.ts', `let x: import('../http/server.ts').X`, 'smtp and http stand on one row'),
  row('server/clock.ts', `export { a } from './net/users.ts'`, 'clock stands below net'),
  row(
    'server/message/content.ts',
    `new Worker(new URL('../http/w.ts', import.meta.url))`,
    'message stands below http',
  ),
  row('server/message/content.ts', `new Worker(new URL('./worker.ts', import.meta.url))`),
  row('server/attic/x.ts', `import '../clock.ts'`, 'attic has no place in the import table'),
  row('server/net/x.ts', `import '../attic/x.ts'`, 'attic has no place in the import table'),
  row('server/net/x.ts', `import '../../web/main.ts'`, 'server imports nothing outside server'),
  row('server/http/x.ts', `import { version } from '../../package.json'`),
  row('server/sandbox.ts', `import { createClient } from './client/client.ts'`),
  row(
    'server/http/x.ts',
    `import '../client/client.ts'`,
    'server/client is for sandbox, testing, cli, web only',
  ),
  row('server/client/client.ts', `import type { Summary } from '../http/contract.ts'`),
  row('server/client/client.ts', `import { type Summary } from '../http/contract/summary.ts'`),
  row(
    'server/client/client.ts',
    `import { Summary } from '../http/contract.ts'`,
    'server/client may import types of it only',
  ),
  row(
    'server/client/client.ts',
    `import type { X } from '../http/routes.ts'`,
    'server/client may import types of',
  ),
  row('server/client/client.ts', `import 'node:fs'`, 'server/client runs in browsers and has no Node there'),
  row(
    'server/imap/wire/token.ts',
    `import { Buffer } from 'node:buffer'`,
    'server/imap/wire runs in browsers',
  ),
  row('server/imap/wire/token.ts', `import '../session.ts'`, 'server/imap/wire may import nothing only'),
  row('server/imap/session.ts', `import './wire/token.ts'`),
  row('server/pop3/session.ts', `import '../imap/wire/token.ts'`, 'server/imap/wire is for imap, web only'),
  row('web/main.ts', `import { createClient } from '../server/client/client.ts'`),
  row('web/main.ts', `import { readToken } from '../server/imap/wire/token.ts'`),
  row('web/main.ts', `import type { Summary } from '../server/http/contract.ts'`),
  row('web/main.ts', `import '../server/http/contract.ts'`, 'web may import types of it only'),
  row(
    'web/main.ts',
    `import type { Store } from '../server/mailbox/store.ts'`,
    'web may import server/client',
  ),
  row('web/state/list.ts', `import 'node:path'`, 'web runs in browsers and has no Node there'),
  row('web/build.ts', `import 'node:path'`),
]

function row(path: string, source: string, broken?: string): Row {
  return { path, source, broken }
}

describe('the checker of the import table', () => {
  it.each(rows)('$path: $source', ({ path, source, broken }) => {
    const found = checkImports([{ path, source: `// first line\n${source}\n` }])
    if (broken === undefined) expect(found).toEqual([])
    else expect(found).toEqual([expect.stringMatching(new RegExp(`^${path}:2 imports .*: ${broken}`))])
  })

  it('reads no import out of comments and strings', () => {
    const source = `// import '../http/server.ts'\nconst text = "import '../smtp/x.ts'"\n`
    expect(checkImports([{ path: 'server/net/x.ts', source }])).toEqual([])
  })

  it('refuses a file that does not parse instead of passing it', () => {
    expect(() => checkImports([{ path: 'server/net/x.ts', source: 'import {' }])).toThrow('server/net/x.ts')
  })
})
