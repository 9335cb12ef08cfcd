import type { Duplex } from 'node:stream'

/** What a stream runs on: of a TLS socket the one beneath it, which Node tells of nowhere else; of others, itself. */
export function lowestStream(stream: Duplex): Duplex {
  const { _parent: beneath } = stream as { _parent?: Duplex | null }
  return beneath ?? stream
}
