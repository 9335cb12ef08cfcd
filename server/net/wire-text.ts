import { isUtf8 } from 'node:buffer'

/** What a peer sent as text: UTF-8; what is not was most likely meant as Latin-1. */
export function wireText(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString() : bytes.toString('latin1')
}
