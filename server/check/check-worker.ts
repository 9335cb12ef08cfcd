import { type MessagePort, parentPort } from 'node:worker_threads'
import type { RecordType, ZoneAnswer } from '../delivery/world/zone.ts'
import type { CheckLimits } from './check-limits.ts'
import type { CheckName } from './check-names.ts'
import type { CheckedMessage } from './check.ts'
import { CHECKS } from './checks.ts'
import type { Finding } from './finding.ts'
import type { Resolve } from './zone-resolver.ts'

/** A check to be made in the worker thread. */
export interface CheckJob {
  readonly check: CheckName
  /** Its `raw` comes out as a plain Uint8Array. */
  readonly message: CheckedMessage
  readonly limits: CheckLimits
  /** By which the DNS of the world is asked: it takes `ZoneQuestion`s and gives answers in the same order. */
  readonly zone: MessagePort
}

export interface ZoneQuestion {
  readonly name: string
  readonly type: RecordType
}

// The entry of the worker thread: messages come in, findings go out, one message at a time.
parentPort?.on('message', (job: CheckJob) => {
  void runCheck(job).then(findings => parentPort?.postMessage(findings, []))
})

async function runCheck({ check, message, limits, zone }: CheckJob): Promise<readonly Finding[]> {
  const { buffer, byteOffset, byteLength } = message.raw
  const raw = Buffer.from(buffer, byteOffset, byteLength)
  try {
    return await CHECKS[check]({ ...message, raw }, { resolve: resolverOf(zone), limits })
  } finally {
    zone.close()
  }
}

function resolverOf(zone: MessagePort): Resolve {
  const waiting: ((answer: ZoneAnswer) => void)[] = []
  zone.on('message', (answer: ZoneAnswer) => waiting.shift()?.(answer))
  return (name, type) =>
    new Promise(resolve => {
      waiting.push(resolve)
      zone.postMessage({ name, type } satisfies ZoneQuestion, [])
    })
}
