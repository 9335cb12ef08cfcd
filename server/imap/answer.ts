/** What a command says in the end; the loop puts the tag before it. */
export interface Answer {
  readonly status: 'OK' | 'NO' | 'BAD'
  /** The response code (RFC 9051 §7.1), without its brackets. */
  readonly code?: string
  /** For people: what was done, or what went wrong and what to do next. */
  readonly text: string
  /** What the connection does when the answer is written. */
  readonly next?: 'close' | 'start-tls' | 'compress'
}

/** It is done. */
export function ok(text: string, code?: string): Answer {
  return answer('OK', text, code)
}

/** It was understood and cannot be done. */
export function no(text: string, code?: string): Answer {
  return answer('NO', text, code)
}

/** It was not understood, or not allowed now. */
export function bad(text: string, code?: string): Answer {
  return answer('BAD', text, code)
}

function answer(status: Answer['status'], text: string, code?: string): Answer {
  return code === undefined ? { status, text } : { status, code, text }
}
