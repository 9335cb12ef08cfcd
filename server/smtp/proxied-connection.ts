import { belongsTo } from '../delivery/world/network-test.ts'
import { FaultyConnection } from './faulty-connection.ts'
import type { ProxiedClient } from './recorded-connection.ts'
import { parseXclient, XCLIENT_FEATURE, type XclientAttributes, XclientSyntaxError } from './xclient.ts'

/**
 * A connection whose client may speak for another, as proxies and test programs do, when it comes from a network that
 * the world trusts in this (Postfix's XCLIENT_README).
 */
export class ProxiedConnection extends FaultyConnection {
  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    // A list with this code is what EHLO promises; nothing else is.
    const isPromise = code === 250 && Array.isArray(data)
    super.send(code, isPromise && this.#isTrusted ? [...data, XCLIENT_FEATURE] : data, context)
  }

  override handler_XCLIENT(_line: Buffer, callback: () => void): void {
    if (!this.#isTrusted) {
      this.answer(550, '5.7.0', 'Error: only clients of the networks that the world trusts may send XCLIENT')
      return callback()
    }
    let attributes: XclientAttributes
    try {
      attributes = parseXclient(this.line)
    } catch (error) {
      if (!(error instanceof XclientSyntaxError)) throw error
      this.answer(501, '5.5.4', `Error: ${error.message}`)
      return callback()
    }
    this.speakFor(clientOf(attributes))
    // XCLIENT_README: the server is back where it greets.
    this.greet(callback)
  }

  /** The client itself is asked for, not the one it speaks for: XCLIENT may be sent more than once. */
  get #isTrusted(): boolean {
    const { xclient } = this.context.delivery.world.index.world.submission
    return xclient.length > 0 && belongsTo(this._originalRemoteAddress, xclient)
  }
}

function clientOf({ ADDR, PORT, HELO, LOGIN }: XclientAttributes): ProxiedClient {
  return {
    // As Postfix calls it.
    ...(ADDR !== undefined && { address: ADDR ?? 'unknown' }),
    ...(PORT !== undefined && { port: PORT ?? 0 }),
    ehlo: HELO ?? null,
    user: LOGIN ?? null,
  }
}
