import type { OpenApiOperation } from './openapi-document.ts'

/** What stands for the variable parts of a path. */
const PATH_VALUES: Readonly<Record<string, string>> = {
  id: 'latest',
  path: '1',
  n: '0',
  address: 'bob@x.test',
  folder: 'INBOX',
  uid: '1',
  fault: 'f1',
}

/** Query strings by operation. */
const QUERIES: Readonly<Record<string, string>> = {
  getMessages: '?query=to:bob@x.test&limit=10',
  patchMessages: '?query=to:bob@x.test',
  patchAccountsAddressFoldersFolderEntries: '?uids=1:5,9&query=is:unread',
  deleteAccountsAddressFoldersFolderEntries: '?uids=1:5,9',
}

/** Bodies by operation. */
const BODIES: Readonly<Record<string, object>> = {
  postMessages: { from: 'anna@app.test', to: 'bob@x.test', subject: 'Welcome', text: 'Hello Bob' },
  postMessagesIdReply: { text: 'Thank you' },
  postMessagesIdForward: { to: 'carol@y.test', text: 'See below' },
  postMessagesIdBounce: { kind: 'full', recipient: 'bob@x.test' },
  postMessagesIdComplain: { recipient: 'bob@x.test' },
  postMessagesIdAutoReply: { text: 'I am away until Monday' },
  postMessagesIdMarkRead: { recipient: 'bob@x.test' },
  patchMessages: { seen: true },
  patchMessagesId: { seen: true, tags: ['ci'] },
  postClock: { mode: 'frozen', at: '2026-11-22T09:30:00Z' },
  postClockAdvance: { by: '4h' },
  putAccountsAddress: { quota: { octets: 1_000_000, messages: null } },
  postAccountsAddressFolders: { name: 'Archive/2026' },
  patchAccountsAddressFoldersFolder: { name: 'Old' },
  patchAccountsAddressFoldersFolderEntries: { seen: true },
  patchAccountsAddressFoldersFolderEntriesUid: { add: ['\\Seen'] },
  postAccountsAddressFoldersFolderEntriesUidCopy: { folder: 'Archive' },
  postFaults: {
    match: { stage: 'rcpt', recipient: 'anna@x.test', attempt: { first: 2 } },
    act: { reply: { code: 451, enhanced: '4.7.1', text: 'Greylisted, try again' } },
  },
  putWorld: { domains: { 'shop.test': { accounts: ['anna'] } } },
  patchWorld: { hosts: { 'mx1.partner.test': { down: true } } },
  postAccountsAddressFoldersFolderEntriesUidMove: { folder: 'Trash' },
}

/** A command line that makes the request: by curl, or by websocat where a WebSocket is asked for. */
export function requestExample(
  method: string,
  path: string,
  { operationId, requestBody, responses, parameters = [] }: OpenApiOperation,
  origin: string,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => PATH_VALUES[name] ?? name)
  const url = `${origin}${filled}${QUERIES[operationId] ?? ''}`
  if ('101' in responses) return `websocat --binary '${url.replace(/^http/, 'ws')}'`
  const stream = parameters.some(({ name }) => name === 'types') ? ' -N' : ''
  const verb = method === 'GET' ? '' : ` -X ${method}`
  if (requestBody === undefined) return `curl${stream}${verb} '${url}'`
  const body = JSON.stringify(BODIES[operationId] ?? {})
  return `curl${verb} '${url}' \\\n  -H 'content-type: application/json' \\\n  -d '${body}'`
}
