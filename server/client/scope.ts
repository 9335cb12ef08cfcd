/**
 * Both queries at once; undefined when there is neither.
 *
 * One that could end the parentheses put around it is handed on alone, before one that is never closed: so it does
 * not parse, and the server says where. Put into parentheses it might, and mean something else.
 */
export function bothQueries(scope: string | undefined, query: string | undefined): string | undefined {
  const narrowed = scope?.trim() ?? ''
  const asked = query?.trim() ?? ''
  if (narrowed === '' || asked === '') return narrowed + asked || undefined
  const open = [asked, narrowed].find(part => !isClosed(part))
  return open === undefined ? `(${narrowed}) (${asked})` : `${open} (`
}

/** Whether every parenthesis and every quotation mark is closed, and none before it was opened. */
function isClosed(query: string): boolean {
  let depth = 0
  for (const [token] of query.matchAll(/"(?:[^"\\]|\\[^])*"|[()"]/g)) {
    if (token === '(') depth++
    else if (token === ')') depth--
    else if (token === '"') return false
    if (depth < 0) return false
  }
  return depth === 0
}
