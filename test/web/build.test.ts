import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isStale } from '../../web/build.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'facteur-build-'))
  mkdirSync(join(folder, 'src', 'deep'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Writes a file that was last changed at `second`. */
function file(path: string, second: number): string {
  const whole = join(folder, path)
  writeFileSync(whole, '')
  utimesSync(whole, second, second)
  return whole
}

function folderAt(path: string, second: number): string {
  const whole = join(folder, path)
  utimesSync(whole, second, second)
  return whole
}

describe('the bundle', () => {
  test('is stale when there is none', () => {
    expect(isStale([file('src/a.ts', 10)], join(folder, 'index.html'))).toBe(true)
  })

  test('is fresh when it is newer than all it is made of', () => {
    const page = file('index.html', 20)
    file('src/deep/a.ts', 10)
    folderAt('src/deep', 10)
    expect(isStale([folderAt('src', 10), join(folder, 'missing')], page)).toBe(false)
  })

  test('is stale when a file deep inside is newer', () => {
    const page = file('index.html', 20)
    file('src/deep/a.ts', 30)
    folderAt('src/deep', 10)
    expect(isStale([folderAt('src', 10)], page)).toBe(true)
  })
})
