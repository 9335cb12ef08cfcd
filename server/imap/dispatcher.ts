import { DomainError } from '../mailbox/domain-error.ts'
import { bad, type Answer } from './answer.ts'
import { SELECTED, type ClientLines, type ImapCommand } from './command.ts'
import { findCommand } from './commands.ts'
import { domainAnswer } from './domain-answer.ts'
import { takeLeaveOfFolder } from './lost-folder.ts'
import type { ResponseWriter } from './response-writer.ts'
import type { ImapSession } from './session.ts'
import type { CommandText } from './wire/command-reader.ts'
import { ImapSyntaxError } from './wire/imap-syntax-error.ts'

/**
 * Does a command, provided that there is such a one, that it is allowed now and that its arguments can be read. What
 * changed in the selected folder is told before the answer.
 *
 * @throws whatever is a fault of ours
 */
export function dispatch(
  { name, arguments: reader }: Pick<CommandText, 'name' | 'arguments'>,
  session: ImapSession,
  out: ResponseWriter,
  lines: ClientLines,
): Answer | Promise<Answer> {
  const command = legalCommand(name, session)
  if ('status' in command) return command
  if (session.view?.folder.deleted === true && command.leavesFolder !== true) return takeLeaveOfFolder(out)
  try {
    const args = command.parse(reader, session)
    reader.end()
    // RFC 9051 §5.2: at any time. Now, for a test that has just sent a mail and searches for it.
    if (namesMessages(command)) session.view?.tellArrivals(out)
    const answer = command.run(session, args, out, lines)
    return answer instanceof Promise
      ? settle(answer, command, session, out)
      : tellChanges(answer, command, session, out)
  } catch (error) {
    return answerTo(error, command, session, out)
  }
}

/** The command of this name, if it may be given now; else why it may not. */
export function legalCommand(name: string, session: ImapSession): ImapCommand | Answer {
  const command = findCommand(name)
  if (command === undefined || !isOffered(command, session)) return bad(`There is no command ${name} here`)
  if (!command.states.includes(session.state)) return bad(`${name}: ${explainState(command, session)}`)
  return command
}

async function settle(
  answer: Promise<Answer>,
  command: ImapCommand,
  session: ImapSession,
  out: ResponseWriter,
): Promise<Answer> {
  try {
    return tellChanges(await answer, command, session, out)
  } catch (error) {
    return answerTo(error, command, session, out)
  }
}

/** RFC 9051 §5.2: changes are told with every command, so that a client that only says NOOP hears of them. */
function tellChanges(
  answer: Answer,
  { expungeAllowed = true }: ImapCommand,
  session: ImapSession,
  out: ResponseWriter,
): Answer {
  session.view?.tell(out, { expunge: expungeAllowed })
  return answer
}

function answerTo(error: unknown, command: ImapCommand, session: ImapSession, out: ResponseWriter): Answer {
  if (error instanceof ImapSyntaxError) return bad(`${command.name}: ${error.message}`)
  if (error instanceof DomainError) return tellChanges(domainAnswer(error, command), command, session, out)
  throw error
}

function namesMessages({ states, leavesFolder = false }: ImapCommand): boolean {
  return states === SELECTED && !leavesFolder
}

function isOffered({ capability }: ImapCommand, session: ImapSession): boolean {
  return capability === undefined || session.offers(capability)
}

function explainState({ states }: ImapCommand, session: ImapSession): string {
  if (session.state === 'not-authenticated') return 'log in first'
  return states.includes('selected') ? 'select a folder first' : 'you are logged in already'
}
