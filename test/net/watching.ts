import type { Socket } from 'node:net'

/** How a connection comes to its end: `end`, or the code of the error that breaks it off. */
export async function endOf(socket: Socket): Promise<string> {
  socket.resume()
  return new Promise(resolve => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
    socket.once('end', () => resolve('end'))
  })
}

/** Milliseconds until a promise is kept. */
export async function timeOf(promise: Promise<unknown>): Promise<number> {
  const began = performance.now()
  await promise
  return performance.now() - began
}
