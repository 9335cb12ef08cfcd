import { canonicalAddress } from '../../message/mailbox-address.ts'

/**
 * Tells whether a text is what a pattern asks for; `*` stands for any text, case does not count. Takes time in
 * proportion to the lengths of both: nothing is tried twice.
 */
export function createWildcardTest(pattern: string): (text: string) => boolean {
  const [first = '', ...others] = pattern.toLowerCase().split('*')
  const last = others.pop()
  if (last === undefined) return text => text.toLowerCase() === first
  return text => {
    const lower = text.toLowerCase()
    if (!lower.startsWith(first)) return false
    let position = first.length
    for (const piece of others) {
      const found = lower.indexOf(piece, position)
      if (found < 0) return false
      position = found + piece.length
    }
    return lower.length - last.length >= position && lower.endsWith(last)
  }
}

/** As for any text, but for envelope addresses: `@x.test` is the whole domain, `<>` the null reverse-path. */
export function createAddressPatternTest(pattern: string): (address: string) => boolean {
  const bare = pattern.trim().replace(/^<(.*)>$/, '$1')
  if (bare === '') return address => address === ''
  if (bare.startsWith('@')) {
    const test = createWildcardTest(bare.slice(1))
    return address => address !== '' && test(canonicalDomain(address))
  }
  const test = createWildcardTest(bare.includes('*') ? bare : canonicalAddress(bare))
  return address => address !== '' && test(canonicalAddress(address))
}

function canonicalDomain(address: string): string {
  const canonical = canonicalAddress(address)
  return canonical.slice(canonical.lastIndexOf('@') + 1)
}
