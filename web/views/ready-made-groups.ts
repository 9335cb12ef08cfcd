import type { ReadyMadeAddress } from '../../server/http/contract.ts'

interface ReadyMadeGroups {
  /** At domains of their own, with any name. */
  readonly plain: readonly ReadyMadeAddress[]
  /** A label behind a plus, at any domain. */
  readonly labels: readonly ReadyMadeAddress[]
  /** Those that providers of mail services name. */
  readonly providers: readonly ReadyMadeAddress[]
}

/** Parts the ready-made addresses by their forms: what is in angle brackets may be any text. */
export function groupReadyMade(addresses: readonly ReadyMadeAddress[]): ReadyMadeGroups {
  return {
    plain: addresses.filter(isPlain),
    labels: addresses.filter(isLabel),
    providers: addresses.filter(address => !isPlain(address) && !isLabel(address)),
  }
}

function isPlain({ form }: ReadyMadeAddress): boolean {
  return /^<[^>]*>@/.test(form)
}

function isLabel({ form }: ReadyMadeAddress): boolean {
  return /@<[^>]*>$/.test(form)
}
