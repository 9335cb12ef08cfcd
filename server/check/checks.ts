import { checkAuthentication } from './authentication/authentication.ts'
import type { CheckName } from './check-names.ts'
import type { Check } from './check.ts'

/** The checks by their names. */
export const CHECKS: Readonly<Record<CheckName, Check>> = {
  authentication: checkAuthentication,
}
