import type { Duplex } from 'node:stream'
import { resetConnection } from '../../net/reset-connection.ts'
import type { FaultDeed } from './fault-deed.ts'
import type { FaultStage } from './fault-stages.ts'
import type { Faults } from './faults.ts'
import type { ScriptedFault } from './scripted-fault.ts'

export interface ConnectFaultOptions {
  readonly faults: Faults
  readonly stage: FaultStage
  /** The client's IP address. */
  readonly client: string
  /** The id of the session that will come of it, where that is known by then. */
  readonly session?: string
  /** Milliseconds after which a silent connection is closed. */
  readonly idleTime: number
}

/** Milliseconds that a client whose connection was ended may take to end its side. */
const LINGER = 250

/**
 * Calls `take` to serve a connection that was just accepted, unless a fault befalls it; then perhaps later, or never.
 * What has befallen it is handed on.
 */
export function meetConnectFault(
  stream: Duplex,
  { faults, stage, client, session, idleTime }: ConnectFaultOptions,
  take: (fault: ScriptedFault | null) => void,
): void {
  const fault = faults.ask(stage, {
    client,
    session: session === undefined ? null : { id: session },
    user: null,
    sender: null,
    recipients: [],
    message: null,
  })
  if (fault === null) return take(null)
  let timer: NodeJS.Timeout | undefined
  stream.once('close', () => clearTimeout(timer))
  const after = (milliseconds: number, run: () => void): void => {
    timer = setTimeout(run, milliseconds)
  }
  const end = (): void => {
    after(LINGER, () => stream.destroy())
    stream.end()
    // What is left unread would make a reset of the end.
    stream.resume()
  }
  const act = (deed: FaultDeed): void => {
    if (deed.kind === 'close') end()
    else if (deed.kind === 'reset') resetConnection(stream)
    else if (deed.kind === 'silence') after(idleTime, end)
    else take(fault)
  }
  if (fault.delay === 0) act(fault.deed)
  else after(fault.delay, () => act(fault.deed))
}
