import type { Bench, BenchContext } from './bench.ts'
import type { FloorCalls } from './floor-process.ts'
import type { Load, LoadResult } from './load.ts'
import type { LoadCalls } from './load-process.ts'
import { startRemote, type Remote } from './remote.ts'
import { atLeast, atMost, type Expectation, type Result } from './result.ts'
import type { SandboxCalls } from './sandbox-process.ts'
import type { Manner } from './smtp-exchange.ts'

const KILOBYTE = 1024
const SIZES = [2 * KILOBYTE, 20 * KILOBYTE, 500 * KILOBYTE]
const CLIENTS = [1, 10, 50]
const MANNERS: readonly Manner[] = ['pipelined', 'pooled', 'connection']
/** Turns that each server gets; they take turns, and the best counts, so that a busy moment of the machine hits none alone. */
const TURNS = 2

type Case = Pick<Load, 'manner' | 'clients' | 'size'>
type Address = Pick<Load, 'host' | 'port'>

interface Measured {
  readonly facteur: LoadResult
  readonly floor: LoadResult
  readonly peer: LoadResult | undefined
}

/** Messages per second and milliseconds per send, beside stock smtp-server and the peer. */
export const captureBench: Bench = {
  name: 'capture',
  title: 'Capture over SMTP',
  async run(context) {
    const sandbox = startRemote<SandboxCalls>(new URL('sandbox-process.ts', import.meta.url))
    const floor = startRemote<FloorCalls>(new URL('floor-process.ts', import.meta.url))
    const load = startRemote<LoadCalls>(new URL('load-process.ts', import.meta.url))
    try {
      const servers = {
        facteur: { host: '127.0.0.1', port: (await sandbox.start()).smtp },
        floor: { host: '127.0.0.1', port: (await floor.start()).smtp },
        peer: context.peer?.smtp ?? null,
      }
      for (const size of SIZES) {
        for (const manner of MANNERS) {
          for (const clients of CLIENTS) {
            const measured = await measure(load, servers, { manner, clients, size }, context)
            for (const result of results({ manner, clients, size }, measured)) context.report(result)
          }
        }
      }
    } finally {
      await Promise.all([sandbox.close(), floor.close(), load.close()])
    }
  },
}

async function measure(
  load: Remote<LoadCalls>,
  servers: { facteur: Address; floor: Address; peer: Address | null },
  what: Case,
  { milliseconds }: BenchContext,
): Promise<Measured> {
  const run = (address: Address) => load.runLoad({ ...address, ...what, milliseconds })
  const facteur: LoadResult[] = []
  const floor: LoadResult[] = []
  const peer: LoadResult[] = []
  for (let turn = 0; turn < TURNS; turn++) {
    floor.push(await run(servers.floor))
    facteur.push(await run(servers.facteur))
    if (servers.peer !== null) peer.push(await run(servers.peer))
  }
  return { facteur: best(facteur), floor: best(floor), peer: peer.length === 0 ? undefined : best(peer) }
}

function best(results: readonly LoadResult[]): LoadResult {
  return results.reduce((a, b) => (b.perSecond > a.perSecond ? b : a))
}

function results(what: Case, { facteur, floor, peer }: Measured): Result[] {
  const label = `${what.size / KILOBYTE} KB, ${what.manner}, ${what.clients} client${what.clients === 1 ? '' : 's'}`
  const timed = what.manner === 'connection' && what.clients === 10 && what.size === SIZES[0]
  return [
    {
      what: label,
      value: facteur.perSecond,
      unit: 'msg/s',
      floor: floor.perSecond,
      ...(peer && { peer: peer.perSecond }),
      expected: expectedRate(what, facteur.perSecond, floor.perSecond, peer?.perSecond),
    },
    {
      what: `${label}, median send`,
      value: facteur.median,
      unit: 'ms',
      floor: floor.median,
      ...(peer && { peer: peer.median }),
      expected: timed ? [atMost(5, facteur.median, 'ms')] : [],
    },
  ]
}

function expectedRate(
  { manner, clients, size }: Case,
  facteur: number,
  floor: number,
  peer?: number,
): Expectation[] {
  if (clients !== 10) return []
  if (size === 500 * KILOBYTE) return [atLeast(2, facteur, floor, 'floor')]
  if (size !== 2 * KILOBYTE || manner === 'pooled') return []
  const timesPeer = manner === 'pipelined' ? 15 : 20
  const besidePeer = peer === undefined ? [] : [atLeast(timesPeer, facteur, peer, 'peer')]
  return manner === 'pipelined' ? [atLeast(1.5, facteur, floor, 'floor'), ...besidePeer] : besidePeer
}
