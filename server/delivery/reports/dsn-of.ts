import type { EnvelopePath } from '../../message/envelope.ts'
import {
  type DsnParameters,
  NO_DSN_PARAMETERS,
  parseDsnParameters,
} from '../../message/report/dsn-parameters.ts'
import { DsnSyntaxError } from '../../message/report/dsn-syntax-error.ts'

/** What a path of an envelope asks of reports; nothing, where that is not well formed. */
export function dsnOf({ parameters }: EnvelopePath): DsnParameters {
  try {
    return parseDsnParameters(parameters)
  } catch (error) {
    if (error instanceof DsnSyntaxError) return NO_DSN_PARAMETERS
    throw error
  }
}
