import type { Connect, ConnectionListener } from '../../web/state/connection.ts'

export interface FakeServer {
  readonly connect: Connect
  /** What clients sent, line by line. */
  readonly lines: readonly string[]
  /** Connections so far. */
  readonly connections: number
  /** Says something to the latest client of its own accord. */
  say(text: string): void
  /** Hangs up. */
  hangUp(): void
}

const ENCODER = new TextEncoder()

/**
 * A server that answers line by line.
 *
 * @param greeting what it says first
 * @param answer gives what it says to a line; '' for nothing
 * @param cut bytes that come at a time
 */
export function fakeServer(greeting: string, answer: (line: string) => string, cut = Infinity): FakeServer {
  const lines: string[] = []
  let listener: ConnectionListener | null = null
  let connections = 0
  const say = (to: ConnectionListener | null, text: string) => {
    const bytes = ENCODER.encode(text)
    for (let at = 0; at < bytes.length; at += Math.min(cut, bytes.length)) {
      // Who has closed the connection hears no more.
      if (listener === to) to?.received(bytes.slice(at, at + Math.min(cut, bytes.length)))
    }
  }
  return {
    lines,
    get connections() {
      return connections
    },
    connect(to) {
      connections++
      listener = to
      let unread = ''
      queueMicrotask(() => say(to, greeting))
      return {
        send(bytes) {
          unread += new TextDecoder('latin1').decode(bytes)
          const whole = unread.split('\r\n')
          unread = whole.pop() ?? ''
          for (const line of whole) {
            lines.push(line)
            queueMicrotask(() => say(to, answer(line)))
          }
        },
        close() {
          if (listener === to) listener = null
        },
      }
    },
    say: text => say(listener, text),
    hangUp() {
      const to = listener
      listener = null
      to?.closed()
    },
  }
}
