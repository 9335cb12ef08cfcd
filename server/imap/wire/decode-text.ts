const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Octets for one call of String.fromCharCode, which takes each as an argument. */
const STEP = 4096

/** Octets up to which ASCII is read here: for short words it takes longer to call a decoder than to read them. */
const SHORT = 64

/** What bytes say that are meant as UTF-8; what is no UTF-8 is taken as Latin-1, so that nothing is lost. */
export function decodeText(bytes: Uint8Array): string {
  return decodeUtf8(bytes) ?? decodeLatin1(bytes)
}

/** Null when the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decodeShort(bytes) ?? UTF8.decode(bytes)
  } catch {
    return null
  }
}

/** Null when the bytes are not ASCII, or many. */
function decodeShort(bytes: Uint8Array): string | null {
  if (bytes.length > SHORT) return null
  let text = ''
  for (const octet of bytes) {
    if (octet > 0x7f) return null
    text += String.fromCharCode(octet)
  }
  return text
}

function decodeLatin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += STEP)
    text += String.fromCharCode(...bytes.subarray(at, at + STEP))
  return text
}
