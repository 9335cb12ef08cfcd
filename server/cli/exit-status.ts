/** Exit status of a command whose options do not fit (EX_USAGE of sysexits). */
export const EXIT_USAGE = 64
