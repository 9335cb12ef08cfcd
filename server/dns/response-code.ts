/** What became of a query (RFC 1035 §4.1.1, RFC 6891 §9). */
export const RESPONSE_CODE = {
  noError: 0,
  formatError: 1,
  serverFailure: 2,
  nameError: 3,
  notImplemented: 4,
  refused: 5,
  badVersion: 16,
} as const

export type ResponseCode = (typeof RESPONSE_CODE)[keyof typeof RESPONSE_CODE]

/** By which programs and people know them (RFC 6895 §2.3). */
export const RESPONSE_CODE_NAMES = {
  [RESPONSE_CODE.noError]: 'NOERROR',
  [RESPONSE_CODE.formatError]: 'FORMERR',
  [RESPONSE_CODE.serverFailure]: 'SERVFAIL',
  [RESPONSE_CODE.nameError]: 'NXDOMAIN',
  [RESPONSE_CODE.notImplemented]: 'NOTIMP',
  [RESPONSE_CODE.refused]: 'REFUSED',
  [RESPONSE_CODE.badVersion]: 'BADVERS',
} as const satisfies Record<ResponseCode, string>
