import { wireText } from '../net/wire-text.ts'
import { bad } from './answer.ts'
import type { Pop3Answer, Pop3Login } from './answer.ts'
import { answerResponse } from './commands/auth.ts'
import { COMMANDS } from './commands.ts'
import { Pop3SyntaxError } from './command.ts'
import type { Pop3Command } from './command.ts'
import type { Pop3Session } from './session.ts'

/** A browser that a foreign page sends to our port: what it posts must not be obeyed as commands. */
const HTTP_REQUEST = /^[A-Z]+ \S+ HTTP\/\d/i

const ELSEWHERE = {
  authorization: 'log in first',
  transaction: 'that is for before the login',
}

function answerUnknown(text: string): Pop3Answer {
  if (HTTP_REQUEST.test(text)) return { status: '-ERR', text: 'this is no web server', next: 'close' }
  return bad('unknown command')
}

/** A command that may be given now, with its argument read; nothing is done yet. */
export interface Pop3Request {
  readonly command: Pop3Command
  readonly argument: unknown
}

/** Reads one line that a client sent: a command, or a response within AUTH, of which it says what comes of it. */
export function readLine(session: Pop3Session, line: Buffer): Pop3Request | Pop3Answer | Pop3Login {
  const text = wireText(line)
  if (session.exchange !== null) return answerResponse(session, text)
  const space = text.indexOf(' ')
  const name = (space < 0 ? text : text.slice(0, space)).toUpperCase()
  const argument = space < 0 ? null : text.slice(space + 1)
  if (line.length > session.context.limits.commandLine && name !== 'AUTH') return refuseLine(session)
  const command = COMMANDS.get(name)
  if (command === undefined) return answerUnknown(text)
  if (!command.states.includes(session.state)) return bad(ELSEWHERE[session.state])
  try {
    return { command, argument: command.parse(argument) }
  } catch (error) {
    if (error instanceof Pop3SyntaxError) return bad(`write it so: ${command.syntax}`)
    throw error
  }
}

/** The answer to a line over the limits, which was dropped; an exchange of AUTH that it belonged to has failed. */
export function refuseLine(session: Pop3Session): Pop3Answer {
  session.exchange = null
  return bad('the line is too long')
}
