import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { serve } from './remote.ts'

/** The floor: smtp-server as it comes, set up as Facteur sets it up, with a data handler that throws all away. */
const calls = {
  async start(): Promise<{ smtp: number }> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      size: 50 * 1024 * 1024,
      maxClients: 1000,
      onData(stream, _session, callback) {
        stream.on('data', () => {})
        stream.on('end', () => callback())
      },
    })
    const listener = server.listen(0, '127.0.0.1')
    await once(listener, 'listening')
    return { smtp: (listener.address() as AddressInfo).port }
  },
}
export type FloorCalls = typeof calls

serve(calls)
