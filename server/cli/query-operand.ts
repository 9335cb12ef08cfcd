/**
 * The query that stands on a command line, in one argument or in several; undefined when there is none. A term that
 * the shell freed of its quotation marks, `subject:Order 17` in one argument, is as the server reads it.
 */
export function queryOf(operands: readonly string[]): string | undefined {
  const query = operands.join(' ').trim()
  return query === '' ? undefined : query
}

/** What help says of queries. */
export const QUERY_HELP = `
Queries are those of the inbox: bare words and "phrases", from: to: cc: bcc: subject: body: header:Name=value
rcpt: sender: user: account: tag: id: message-id: has:attachment has:code has:link is:unread is:flagged
larger: smaller: before: after:, - before a term negates, and there are OR and parentheses. Put them into
quotation marks of the shell; one that begins with - stands behind --.`
