import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A question to a child process, and what it answers. */
interface Request {
  readonly id: number
  readonly call: string
  readonly given: readonly unknown[]
}

interface Reply {
  readonly id: number
  readonly result?: unknown
  readonly error?: string
}

type Calls = Readonly<Record<string, (...given: never[]) => unknown>>

/** The parent's end: every function that the child serves, answered by it. */
export type Remote<Served extends Calls> = {
  readonly [K in keyof Served]: (...given: Parameters<Served[K]>) => Promise<Awaited<ReturnType<Served[K]>>>
} & { readonly close: () => Promise<void> }

/**
 * Starts a module of this folder as a process of its own and gives its functions to call.
 *
 * @param module path of a file that calls `serve`
 */
export function startRemote<Served extends Calls>(module: URL): Remote<Served> {
  const child = fork(module, {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let id = 0
  child.on('message', (reply: Reply) => {
    const call = open.get(reply.id)
    open.delete(reply.id)
    if (reply.error === undefined) call?.resolve(reply.result)
    else call?.reject(new Error(reply.error))
  })
  child.on('exit', code => {
    for (const call of open.values()) call.reject(new Error(`${module.pathname} ended with code ${code}`))
    open.clear()
  })
  const ask = (call: string, given: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      open.set(++id, { resolve, reject })
      child.send({ id, call, given } satisfies Request)
    })
  return new Proxy({} as Remote<Served>, {
    get: (_target, name) => {
      // A promise that resolves to this object asks for `then`.
      if (typeof name !== 'string' || name === 'then') return undefined
      return name === 'close' ? () => endOf(child) : (...given: unknown[]) => ask(name, given)
    },
  })
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exit = once(child, 'exit')
  child.kill()
  await exit
}

/** The child's end: answers calls with the functions given. */
export function serve(calls: Calls): void {
  process.on('message', (request: Request) => {
    const call = calls[request.call] as ((...given: unknown[]) => unknown) | undefined
    Promise.resolve()
      .then(() => call?.(...request.given))
      .then(
        result => process.send?.({ id: request.id, result } satisfies Reply),
        (error: unknown) => process.send?.({ id: request.id, error: String(error) } satisfies Reply),
      )
  })
}
