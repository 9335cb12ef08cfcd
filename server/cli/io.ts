/** What a command prints to; a terminal says that it is one, and how wide. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean
  readonly columns?: number
}

/** What a command has of the process that it runs in. */
export interface Io {
  readonly input: AsyncIterable<string | Uint8Array>
  readonly output: Output
  readonly errors: Output
  readonly environment: NodeJS.ProcessEnv
  /** Aborted by the first SIGINT or SIGTERM from this call on; whatever it began, a second one does not wait for it. */
  stopSignal(): AbortSignal
  /** Ends the process, whatever still goes on in it. */
  exit(status: number): never
}

/** This process. */
export const PROCESS_IO: Io = {
  // Node makes each of these streams when it is first asked for.
  get input() {
    return process.stdin
  },
  get output() {
    return process.stdout
  },
  get errors() {
    return process.stderr
  },
  environment: process.env,
  stopSignal: () => {
    const stop = new AbortController()
    const onSignal = (): void => {
      if (stop.signal.aborted) process.exit(1)
      stop.abort()
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
    return stop.signal
  },
  exit: status => process.exit(status),
}
