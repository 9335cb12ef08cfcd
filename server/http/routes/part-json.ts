import { isAttachment, type Part as MimePart } from '../../message/part.ts'
import type { Part } from '../contract/message.ts'

/** The MIME tree as the contract has it. It is as deep as `parseStructure` lets it be. */
export function partJson(part: MimePart): Part {
  const { path, type, subtype, parameters, id, description, encoding, disposition, name } = part
  const { headerStart, bodyStart, end, lines, children, message } = part
  return {
    path,
    type: `${type}/${subtype}`,
    parameters,
    id,
    description,
    encoding,
    disposition: disposition?.type ?? null,
    name,
    attachment: children.length === 0 && isAttachment(part),
    headerStart,
    bodyStart,
    end,
    lines,
    children: children.map(partJson),
    message: message === null ? null : partJson(message),
  }
}
