import { enDelivery, type DeliveryWords } from './en-delivery.ts'
import { frDelivery } from './fr-delivery.ts'
import { words } from './words.ts'

const CATALOGUES: Readonly<Record<string, DeliveryWords>> = { en: enDelivery, fr: frDelivery }

/** The words of the page of the simulated outside, in the language in use. */
export function deliveryWords(): DeliveryWords {
  return CATALOGUES[words().languageCode] ?? enDelivery
}
