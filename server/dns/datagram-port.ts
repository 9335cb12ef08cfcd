import dgram, { type RemoteInfo, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'

export interface DatagramPortOptions {
  readonly host: string
  readonly port: number
  /** Whether `::` leaves IPv4 alone. */
  readonly ipv6Only: boolean
  /** Answers one message; null: not at all. */
  readonly answer: (message: Buffer) => Buffer | null
  /** Octets of the longest query. */
  readonly maxQuery: number
  /** Answers that wait for the system to send them. */
  readonly maxUnsent: number
}

export interface DatagramPort {
  close(): Promise<void>
}

/**
 * Answers datagrams on one address.
 *
 * @throws the system's own error when the address or the port cannot be had
 */
export function openDatagramPort(options: DatagramPortOptions): Promise<DatagramPort> {
  const { host, port, ipv6Only } = options
  const isOfIPv6 = isIPv6(host)
  const socket = dgram.createSocket({
    type: isOfIPv6 ? 'udp6' : 'udp4',
    ipv6Only: ipv6Only && isOfIPv6,
  })
  socket.on('message', (message, peer) => answerDatagram(socket, message, peer, options))
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      socket.close()
      reject(error)
    }
    socket.once('error', fail)
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.off('error', fail)
      // What befalls one datagram must not end the process.
      socket.on('error', () => {})
      resolve({ close: () => new Promise(closed => socket.close(closed)) })
    })
  })
}

function answerDatagram(
  socket: Socket,
  message: Buffer,
  { address, port }: RemoteInfo,
  { answer, maxQuery, maxUnsent }: DatagramPortOptions,
): void {
  // Nobody listens on port 0; a forged sender may name it.
  if (message.length > maxQuery || port === 0) return
  if (socket.getSendQueueCount() >= maxUnsent) return
  const reply = answer(message)
  if (reply !== null) socket.send(reply, port, address, () => {})
}
