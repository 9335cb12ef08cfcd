import type { OpenApiOperation } from './openapi-document.ts'

/** What stands for the variable parts of a path. */
const PATH_VALUES: Readonly<Record<string, string>> = {
  id: 'latest',
  path: '1',
  n: '0',
  address: 'bob@x.test',
  folder: 'INBOX',
  uid: '1',
}

/** Bodies by operation. */
const BODIES: Readonly<Record<string, object>> = {
  postMessages: { from: 'anna@app.test', to: 'bob@x.test', subject: 'Welcome', text: 'Hello Bob' },
  postMessagesIdReply: { text: 'Thank you' },
  postMessagesIdForward: { to: 'carol@y.test', text: 'See below' },
  patchMessagesId: { seen: true, tags: ['ci'] },
  putAccountsAddress: { quota: { octets: 1_000_000, messages: null } },
  postAccountsAddressFolders: { name: 'Archive/2026' },
  patchAccountsAddressFoldersFolder: { name: 'Old' },
  patchAccountsAddressFoldersFolderEntriesUid: { add: ['\\Seen'] },
  postAccountsAddressFoldersFolderEntriesUidCopy: { folder: 'Archive' },
  postAccountsAddressFoldersFolderEntriesUidMove: { folder: 'Trash' },
}

/** A curl line that makes the request. */
export function requestExample(
  method: string,
  path: string,
  { operationId, requestBody, parameters = [] }: OpenApiOperation,
  origin: string,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => PATH_VALUES[name] ?? name)
  const queried = method === 'GET' && filled.endsWith('/messages')
  const url = `${origin}${filled}${queried ? '?query=to:bob@x.test&limit=10' : ''}`
  const stream = parameters.some(({ name }) => name === 'types') ? ' -N' : ''
  const verb = method === 'GET' ? '' : ` -X ${method}`
  if (requestBody === undefined) return `curl${stream}${verb} '${url}'`
  const body = JSON.stringify(BODIES[operationId] ?? {})
  return `curl${verb} '${url}' \\\n  -H 'content-type: application/json' \\\n  -d '${body}'`
}
