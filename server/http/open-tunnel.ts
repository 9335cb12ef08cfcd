import type { Duplex } from 'node:stream'
import type { StreamFacts } from '../net/stream-facts.ts'

/** Begins a session of a protocol on a stream. */
export type OpenTunnel = (stream: Duplex, facts: StreamFacts) => void
