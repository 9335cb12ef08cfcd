/** The checks there are. */
export const CHECK_NAMES = ['authentication'] as const

export type CheckName = (typeof CHECK_NAMES)[number]

/** Whether there is a check of that name. */
export function isCheckName(name: string): name is CheckName {
  return CHECK_NAMES.some(known => known === name)
}
