/** Exit statuses of our commands, most of them as sysexits names them. */
export const EXIT = {
  success: 0,
  /** What was asked for is not there, or did not come in time. */
  notFound: 1,
  /** EX_USAGE: options, arguments or a query that do not fit. */
  usage: 64,
  /** EX_DATAERR: what was handed in cannot be read. */
  data: 65,
  /** EX_NOINPUT: a file that is not there. */
  noInput: 66,
  /** EX_UNAVAILABLE: the server does not answer, or refuses for good. */
  unavailable: 69,
  /** EX_SOFTWARE: a fault of ours. */
  software: 70,
  /** EX_CANTCREAT: a file that cannot be written. */
  cannotCreate: 73,
  /** EX_TEMPFAIL: refused for now. */
  temporary: 75,
  /** EX_NOPERM: the server wants other credentials. */
  noPermission: 77,
} as const
