import { posix } from 'node:path'
import { findImports, type Import } from './find-imports.ts'
import { ROWS, SIDE_ROOMS, TOOLS, type SideRoom } from './import-table.ts'

export interface SourceFile {
  /** From the root of the project, with slashes: `server/net/listener.ts`. */
  readonly path: string
  readonly source: string
}

/**
 * Holds a set of files against the import table.
 *
 * @returns one line for each import that breaks it, `file:line imports X: the rule`; none when all is well
 */
export function checkImports(files: readonly SourceFile[]): string[] {
  return files.flatMap(file =>
    findImports(file.path, file.source).flatMap(found => {
      const broken = brokenRule(file.path, found)
      return broken === undefined ? [] : [`${file.path}:${found.line} imports ${found.specifier}: ${broken}`]
    }),
  )
}

function brokenRule(from: string, found: Import): string | undefined {
  if (!found.specifier.startsWith('.')) return brokenPackageRule(from, found)
  const to = posix.join(posix.dirname(from), found.specifier)
  const home = sideRoomOf(from)
  const target = sideRoomOf(to)
  if (home !== undefined && home === target) return undefined
  if (home !== undefined) return leavingRule(home, to, found)
  if (!to.startsWith('server/')) return isData(to) ? undefined : 'server imports nothing outside server'
  if (target !== undefined) return enteringRule(roomOf(from), target)
  return rowRule(roomOf(from), roomOf(to))
}

function brokenPackageRule(from: string, found: Import): string | undefined {
  const home = sideRoomOf(from)
  if (home?.runsInBrowsers !== true || TOOLS.includes(from) || found.typeOnly) return undefined
  return found.specifier.startsWith('node:')
    ? `${home.path} runs in browsers and has no Node there`
    : undefined
}

function leavingRule(home: SideRoom, to: string, found: Import): string | undefined {
  if (home.imports.some(path => isWithin(to, path))) return undefined
  if (home.typesOf.some(path => isWithin(to, path))) {
    return found.typeOnly ? undefined : `${home.path} may import types of it only`
  }
  const reach = [...home.imports, ...home.typesOf.map(path => `types of ${path}`)]
  return `${home.path} may import ${reach.length > 0 ? reach.join(', ') : 'nothing'} only`
}

function enteringRule(room: string, target: SideRoom): string | undefined {
  if (target.importedBy.includes(room)) return undefined
  return `${target.path} is for ${target.importedBy.join(', ') || 'nobody'} only`
}

function rowRule(from: string, to: string): string | undefined {
  if (from === to) return undefined
  const fromRow = ROWS.findIndex(row => row.includes(from))
  const toRow = ROWS.findIndex(row => row.includes(to))
  if (fromRow < 0) return `${from} has no place in the import table`
  if (toRow < 0) return `${to} has no place in the import table`
  if (toRow < fromRow) return undefined
  return toRow === fromRow ? `${from} and ${to} stand on one row` : `${from} stands below ${to}`
}

function sideRoomOf(path: string): SideRoom | undefined {
  return SIDE_ROOMS.find(room => isWithin(path, room.path))
}

/** `server/net/listener.ts` lies in room `net`; `server/main.ts` is room `main`. */
function roomOf(path: string): string {
  return path.split('/')[1]?.replace(/\.ts$/, '') ?? path
}

function isWithin(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`)
}

/** package.json and the like: data beside the rooms, which anyone may read. */
function isData(path: string): boolean {
  return path.endsWith('.json')
}
