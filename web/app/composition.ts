import type { Composition } from '../../server/http/contract.ts'
import type { Draft, DraftFile } from '../state/draft.ts'

/** A draft as the API takes it: what is empty is left out, files are in base64. */
export async function compositionOf(draft: Draft): Promise<Composition> {
  const { from, to, cc, bcc, subject, format, body, files } = draft
  const attachments = await Promise.all(files.map(attachmentOf))
  return {
    from,
    to: listOf(to),
    cc: listOf(cc),
    bcc: listOf(bcc),
    subject,
    [format]: body,
    ...(attachments.length > 0 && { attachments }),
  }
}

/** One text may name several addresses; the API parts them. */
function listOf(addresses: string): string[] {
  return addresses.trim() === '' ? [] : [addresses]
}

async function attachmentOf({ name, type, content }: DraftFile) {
  return { name, ...(type !== '' && { type }), content: await base64(content ?? new Blob()) }
}

function base64(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const address = reader.result as string
      resolve(address.slice(address.indexOf(',') + 1))
    })
    // A file may have been moved or deleted since it was chosen.
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file could not be read')))
    reader.readAsDataURL(content)
  })
}
