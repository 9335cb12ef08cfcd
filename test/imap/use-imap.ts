import { afterEach } from 'vitest'
import { type Imap, startImap } from './start-imap.ts'

/** Gives a function that starts servers, which are closed after each test; none of them may have had a fault. */
export function useImap(): typeof startImap {
  const open: Imap[] = []
  afterEach(async () => {
    const ended = open.splice(0)
    await Promise.all(ended.map(imap => imap.close()))
    const faults = ended.flatMap(({ faults }) => faults)
    if (faults.length > 0) throw new AggregateError(faults, `a session failed: ${String(faults[0])}`)
  })
  return async settings => {
    const imap = await startImap(settings)
    open.push(imap)
    return imap
  }
}
