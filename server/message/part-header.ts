import type { FieldCursor } from './field-cursor.ts'
import { fieldText } from './header.ts'
import { decodedParameter, parseParameterized } from './parameters.ts'
import type { ParameterizedValue } from './parameters.ts'

/** What the header fields of a part say of its body (RFC 2045). */
export interface PartHeader {
  /** In lower case. */
  readonly type: string
  /** In lower case. */
  readonly subtype: string
  /** Those of Content-Type, by name in lower case; values without quotes, but still encoded. */
  readonly parameters: Readonly<Record<string, string>>
  /** Content-ID as written, with its angle brackets. */
  readonly id: string | null
  /** Content-Description as written, still encoded. */
  readonly description: string | null
  /** Content-Transfer-Encoding in lower case; '7bit' where none is named (RFC 2045 §6.1). */
  readonly encoding: string
  readonly disposition: {
    readonly type: string
    readonly parameters: Readonly<Record<string, string>>
  } | null
  /** The file name, decoded; only a name, never to be used as a path. */
  readonly name: string | null
}

const NO_PARAMETERS: Readonly<Record<string, string>> = Object.freeze({})

/**
 * Reads the Content- fields on which the cursor comes by, to the end of the header section; of each the first
 * one counts.
 *
 * @param fallback the media type of a part that names none, as `type/subtype`
 */
export function readPartHeader(raw: Buffer, cursor: FieldCursor, fallback: string): PartHeader {
  let contentType: ParameterizedValue | undefined
  let disposition: ParameterizedValue | undefined
  let encoding: string | undefined
  let id: string | undefined
  let description: string | undefined
  while (cursor.next()) {
    if (!cursor.startsWith('content-')) continue
    if (cursor.isNamed('content-type')) contentType ??= parseParameterized(fieldText(raw, cursor))
    else if (cursor.isNamed('content-disposition')) disposition ??= parseParameterized(fieldText(raw, cursor))
    else if (cursor.isNamed('content-transfer-encoding')) encoding ??= fieldText(raw, cursor)
    else if (cursor.isNamed('content-id')) id ??= fieldText(raw, cursor)
    else if (cursor.isNamed('content-description')) description ??= fieldText(raw, cursor)
  }
  const [type, subtype] = mediaType(contentType?.value, fallback)
  return {
    type,
    subtype,
    parameters: contentType?.parameters ?? NO_PARAMETERS,
    id: id ?? null,
    description: description ?? null,
    encoding: parseParameterized(encoding ?? '').value.replace(/\s.*/s, '') || '7bit',
    disposition:
      disposition === undefined ? null : { type: disposition.value, parameters: disposition.parameters },
    name: fileName(contentType, disposition),
  }
}

/** RFC 2045 §5.2: what is no media type counts as none. */
function mediaType(value: string | undefined, fallback: string): [type: string, subtype: string] {
  const match = /^([^\s/]+)\s*\/\s*([^\s/,]*)/.exec(value ?? '')
  if (match !== null && match[2] !== '') return [match[1]!, match[2]!]
  if (match?.[1] === 'multipart') return ['multipart', 'mixed']
  const slash = fallback.indexOf('/')
  return [fallback.slice(0, slash), fallback.slice(slash + 1)]
}

/**
 * RFC 2183 §2.3: the file name of the disposition, or else the name that older senders give with the media
 * type.
 */
function fileName(contentType?: ParameterizedValue, disposition?: ParameterizedValue): string | null {
  const given = disposition && decodedParameter(disposition.parameters, 'filename')
  const name = given ?? (contentType && decodedParameter(contentType.parameters, 'name'))
  return name?.trim() || null
}
