interface BoundPlace {
  readonly host: string
  readonly port: number
  /** The flag by which a user chooses the port. */
  readonly option: string
}

/**
 * Says why an address or a port cannot be had, and what to do.
 *
 * @param error the system's own
 * @returns that one itself, where there is nothing to add
 */
export function bindError(error: NodeJS.ErrnoException, { host, port, option }: BoundPlace): Error {
  switch (error.code) {
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return new Error(`${host} is not an address of this machine; choose another with --host`, {
        cause: error,
      })
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Error(`${host} is no address, nor a name that is known here; choose another with --host`, {
        cause: error,
      })
    case 'EADDRINUSE':
      return new Error(
        `port ${port} on ${host} is in use by another program; stop that one or choose ${option} (0 takes any free port)`,
        { cause: error },
      )
    case 'EACCES':
      return new Error(`port ${port} on ${host} needs administrator rights; choose ${option} above 1023`, {
        cause: error,
      })
    default:
      return error
  }
}
