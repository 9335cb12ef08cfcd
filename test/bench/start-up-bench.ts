import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Bench } from './bench.ts'
import { atMost } from './result.ts'

const RUNS = 9
const MAIN = ['server/main.ts', 'dist/main.js']

/** Milliseconds from the start of the process until it answers `/readyz` with 200. */
export const startUpBench: Bench = {
  name: 'start-up',
  title: 'Start-up, from process start to ready',
  async run(context) {
    const bare = await medianOf(startNothing)
    context.report({ what: 'node alone', value: bare, unit: 'ms', expected: [] })
    for (const main of MAIN) {
      const path = fileURLToPath(new URL(`../../${main}`, import.meta.url))
      if (!existsSync(path)) continue
      const value = await medianOf(() => startFacteur(path))
      context.report({ what: `node ${main}`, value, unit: 'ms', expected: [atMost(350, value, 'ms')] })
    }
  },
}

async function medianOf(run: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < RUNS; n++) times.push(await run())
  return times.toSorted((a, b) => a - b)[RUNS >> 1] ?? Number.NaN
}

async function startNothing(): Promise<number> {
  const since = performance.now()
  await once(spawn(process.execPath, ['--eval', '0']), 'exit')
  return performance.now() - since
}

async function startFacteur(main: string): Promise<number> {
  const since = performance.now()
  const child = spawn(process.execPath, [main, '--smtp-port', '0', '--http-port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await printedUrl(child.stdout)
    const { status } = await fetch(new URL('/readyz', url))
    if (status !== 200) throw new Error(`/readyz answered ${status} after the addresses were printed`)
    return performance.now() - since
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}

async function printedUrl(output: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of output) {
    text += chunk.toString()
    const url = /https?:\/\/\S+/.exec(text)
    if (url !== null) return url[0]
  }
  throw new Error(`Facteur ended without printing its address: ${text}`)
}
