import type { Connect } from '../state/connection.ts'

/** Most bytes of a frame; the server takes no larger ones. */
const FRAME = 32 * 1024

/** Opens sessions of a mail protocol by WebSocket: the engine itself answers, from its greeting on. */
export function tunnelTo(address: string, protocol: 'imap' | 'pop3'): Connect {
  return listener => {
    const path = `/api/v1/accounts/${encodeURIComponent(address)}/${protocol}`
    const socket = new WebSocket(new URL(path, location.href.replace(/^http/, 'ws')))
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('message', ({ data }) => listener.received(new Uint8Array(data as ArrayBuffer)))
    let isOver = false
    socket.addEventListener('close', () => {
      if (!isOver) listener.closed()
    })
    return {
      send(bytes) {
        if (socket.readyState !== WebSocket.OPEN) return
        for (let at = 0; at < bytes.length; at += FRAME) socket.send(bytes.slice(at, at + FRAME))
      },
      close() {
        isOver = true
        socket.close()
      },
    }
  }
}
