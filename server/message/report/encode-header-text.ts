/** Bytes that one encoded word holds: RFC 2047 §2 allows it 75 characters, and it says its charset each time. */
const WORD_BYTES = 45

/**
 * Text as an unstructured header field holds it: as it is, or in encoded words (RFC 2047) where it is not plain
 * US-ASCII. What it says of itself that looks like an encoded word stays text.
 */
export function encodeHeaderText(text: string): string {
  if (/^[ -~]*$/.test(text) && !text.includes('=?')) return text
  const words: string[] = []
  let word = ''
  // RFC 2047 §5: a character is never parted between two words.
  for (const character of text.replace(/\p{Cc}/gu, ' ')) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word)
      word = ''
    }
    word += character
  }
  return [...words, word].map(part => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ')
}
