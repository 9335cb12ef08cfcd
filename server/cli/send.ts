import os from 'node:os'
import { CommandError } from './command-error.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'
import { print } from './output/print.ts'
import { readStdin } from './read-stdin.ts'
import { prepareMessage, type Submitter } from './send/outgoing-message.ts'
import { parseSendmailFlags } from './send/sendmail-flags.ts'
import { readSmtpServer } from './send/smtp-server.ts'
import { submit } from './send/submit.ts'

/** `facteur send`: sendmail's way to send mail. */
export async function send(args: readonly string[], io: Io): Promise<number> {
  const flags = parseSendmailFlags(args)
  if (flags.help) {
    await print(io.output, HELP)
    return EXIT.success
  }
  const server = readSmtpServer(flags.smtp, io.environment)
  if (flags.recipients.length === 0 && !flags.fromHeader) {
    throw new CommandError(EXIT.usage, 'to whom? Name recipients, or give -t to read them from the message')
  }
  const submitter = submitterHere(io.environment)
  const message = prepareMessage(await readStdin(io.input), flags, submitter, new Date())
  if (message.to.length === 0) {
    throw new CommandError(EXIT.data, 'the message names no recipients in To, Cc or Bcc')
  }
  await submit(message, server, submitter.host)
  return EXIT.success
}

function submitterHere(environment: NodeJS.ProcessEnv): Submitter {
  const host = os.hostname() || 'localhost'
  return { host, address: `${userName(environment)}@${host}` }
}

function userName(environment: NodeJS.ProcessEnv): string {
  try {
    return os.userInfo().username
  } catch {
    // A container may run as a user who has no name.
    return environment['USER'] || 'nobody'
  }
}

const HELP = `Usage: facteur send [flags] [recipient...] < message

Sends the message on standard input to Facteur by SMTP, as sendmail does. Line ends become CRLF; From, Date and
Message-ID are added where they are missing. The envelope sender is the user on this machine, unless -f names one.

Flags:
  -t                    send to whom To, Cc and Bcc name, and take Bcc out
  -i, -oi               a line with a dot alone does not end the message
  -f ADDRESS            envelope sender; <> for the null reverse-path of a bounce (also -r)
  -F NAME               name of the sender, where the message has no From
  --smtp HOST:PORT      where to send: FACTEUR_SMTP, or localhost:1025; USER:PASSWORD@ before it logs in
  --help                show this help
The other flags of sendmail (-bm, -oem, -odi, -v, -N, -O, ...) are taken and mean nothing.

Exit status: 0 sent; 64 flags do not fit; 65 no recipients in the message; 69 no server, or refused; 75 refused for
now; 77 the login is wrong.

Examples:
  printf 'Subject: Hello\\n\\nHow are you?\\n' | facteur send anna@x.test
  facteur send -t -i < mail.eml
  php.ini:              sendmail_path = "npx facteur send -t -i"
  as sendmail itself:   ln -s "$(command -v facteur)" /usr/local/sbin/sendmail
`
