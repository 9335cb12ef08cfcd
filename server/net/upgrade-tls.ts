import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import type { TlsMaterial } from './certificate.ts'

/** Milliseconds a client may take for its handshake. */
const HANDSHAKE_TIMEOUT = 30_000

/** Made once for each certificate: it costs more than all else of a handshake that we do. */
const contexts = new WeakMap<TlsMaterial, tls.SecureContext>()

function contextOf(material: TlsMaterial): tls.SecureContext {
  const known = contexts.get(material)
  if (known !== undefined) return known
  const context = tls.createSecureContext({ key: material.key, cert: material.cert })
  contexts.set(material, context)
  return context
}

/**
 * Encrypts a stream in the middle of a conversation, as STARTTLS and STLS do: leads the server's side of the
 * handshake and gives the encrypted stream, paused.
 *
 * The caller has taken its listeners for data off the stream, and has discarded all that it had read:
 * what was sent in the clear behind the command must not be obeyed after it.
 *
 * @throws Error when the handshake fails or takes more than 30 s; the stream is destroyed then
 */
export function upgradeToTls(stream: Duplex, material: TlsMaterial): Promise<tls.TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<tls.TLSSocket>()
  const socket = new tls.TLSSocket(stream, { isServer: true, secureContext: contextOf(material) })
  // Resets of an established connection are told by its close.
  socket.on('error', () => {})
  let fault = new Error('the client went away during the TLS handshake')
  const fail = (error: Error): void => {
    fault = error
    socket.destroy()
    stream.destroy()
  }
  const closed = (): void => {
    clearTimeout(timer)
    reject(fault)
  }
  const timer = setTimeout(() => fail(new Error('the TLS handshake took too long')), HANDSHAKE_TIMEOUT)
  // Also for later: a record that cannot be read is told by this event alone, and closes nothing by itself.
  socket.once('_tlsError', fail)
  socket.once('close', closed)
  socket.once('secure', () => {
    clearTimeout(timer)
    socket.off('close', closed)
    socket.pause()
    resolve(socket)
  })
  return promise
}
