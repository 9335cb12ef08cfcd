import type { Socket } from 'node:net'
import type { FaultDeed } from '../delivery/faults/fault-deed.ts'
import type { ReceivingContext } from './receiving-context.ts'
import { resetConnection } from './reset-connection.ts'

/** Hands a connection that was just accepted on to `take`, unless a fault befalls it; then perhaps later, or never. */
export function meetConnectFault(
  socket: Socket,
  { faults, limits }: ReceivingContext,
  take: () => void,
): void {
  const { remoteAddress: client = '' } = socket
  const fault = faults.ask('connect', {
    client: client.replace(/^::ffff:/i, ''),
    session: null,
    user: null,
    sender: null,
    recipients: [],
    message: null,
  })
  if (fault === null) return take()
  let timer: NodeJS.Timeout | undefined
  socket.once('close', () => clearTimeout(timer))
  const act = (deed: FaultDeed): void => {
    if (deed.kind === 'close') socket.destroySoon()
    else if (deed.kind === 'reset') resetConnection(socket)
    else if (deed.kind === 'silence') timer = setTimeout(() => socket.destroySoon(), limits.idleTimeout)
    else take()
  }
  if (fault.delay === 0) act(fault.deed)
  else timer = setTimeout(() => act(fault.deed), fault.delay)
}
