import { domainToASCII } from 'node:url'

/** A domain in ASCII: `xn--bcher-kva.test` for `bücher.test` (RFC 5891 §4.4). One that has no such form stays as it is. */
export function asciiDomain(domain: string): string {
  return /^\p{ASCII}*$/u.test(domain) ? domain : domainToASCII(domain) || domain
}
