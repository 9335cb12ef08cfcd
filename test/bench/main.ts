/**
 * `npm run bench [-- --peer smtp=HOST:PORT] [--only NAME] [--seconds N]`: measures what the project promises,
 * beside a floor in the same run and a peer given by address, and prints a table.
 */
import { parseArgs } from 'node:util'
import type { Bench, Peer } from './bench.ts'
import { captureBench } from './capture-bench.ts'
import { idleBench } from './idle-bench.ts'
import { mailboxBench } from './mailbox-bench.ts'
import { memoryBench } from './memory-bench.ts'
import { queueBench } from './queue-bench.ts'
import { readingBench } from './reading-bench.ts'
import { formatResults, type Result } from './result.ts'
import { startUpBench } from './start-up-bench.ts'
import { waitBench } from './wait-bench.ts'

const BENCHES: readonly Bench[] = [
  startUpBench,
  captureBench,
  memoryBench,
  readingBench,
  mailboxBench,
  idleBench,
  waitBench,
  queueBench,
]

const { values } = parseArgs({
  options: {
    peer: { type: 'string' },
    only: { type: 'string', multiple: true },
    seconds: { type: 'string', default: '1.5' },
  },
})

const chosen = values.only ? BENCHES.filter(bench => values.only?.includes(bench.name)) : BENCHES
if (chosen.length === 0) {
  throw new Error(
    `--only takes ${BENCHES.map(bench => bench.name).join(', ')}, not ${values.only?.join(', ')}`,
  )
}
const milliseconds = Number(values.seconds) * 1000
if (!(milliseconds > 0)) throw new Error(`--seconds takes a number above 0, not ${values.seconds}`)
const peer = values.peer === undefined ? null : parsePeer(values.peer)

for (const bench of chosen) {
  const results: Result[] = []
  process.stderr.write(`${bench.name} …\n`)
  await bench.run({ milliseconds, peer, report: result => void results.push(result) })
  process.stdout.write(`\n${bench.title}\n${formatResults(results)}\n`)
}

/** Reads `smtp=127.0.0.1:1725`. */
function parsePeer(text: string): Peer {
  const match = /^smtp=(.+):(\d+)$/.exec(text)
  if (match?.[1] === undefined) throw new Error(`--peer takes smtp=HOST:PORT, not ${text}`)
  return { smtp: { host: match[1], port: Number(match[2]) } }
}
