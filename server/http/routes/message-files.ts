import type { FastifyReply, FastifyRequest } from 'fastify'
import { decodePart } from '../../message/part-content.ts'
import { findPart, type Part } from '../../message/part.ts'
import { parseStructure } from '../../message/structure.ts'
import { Type } from '../contract/schema.ts'
import { isKeptByClient } from '../caching.ts'
import { contentDisposition, safeFileName } from '../content-disposition.ts'
import { isPdf, isSafeImage, safeMediaType } from '../media-type.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { LATEST, MessageParams, findMessage } from './message-lookup.ts'
import { isOn, queryProperty, switchProperty } from '../contract/list.ts'

const tags = ['message content']

const FileQuery = Type.Object(
  {
    query: queryProperty,
    inline: switchProperty(
      'Show an image (PNG, JPEG, GIF, WebP) or a PDF where it is asked for; other files are saved.',
    ),
  },
  { additionalProperties: false },
)

const PartParams = Type.Object({
  ...MessageParams.properties,
  path: Type.String({ maxLength: 1000, description: 'The part number, such as `1.2`.' }),
})

const AttachmentParams = Type.Object({
  ...MessageParams.properties,
  n: Type.Integer({ minimum: 0, description: 'The number of the attachment, from 0.' }),
})

const response = { 200: { content: { '*/*': {} } }, 304: {} }

/** Parts and attachments of messages, decoded, as files. */
export function messageFileRoutes(app: App, { store, content }: RouteContext): void {
  app.get(
    '/messages/:id/parts/:path',
    {
      schema: {
        tags,
        summary: 'One part of a message, decoded',
        params: PartParams,
        querystring: FileQuery,
        response,
      },
    },
    async (request, reply) => {
      const { id, raw } = await findMessage(store, request.params, request.query)
      const { path } = request.params
      const part = findPart(parseStructure(raw), path)
      if (part === undefined) {
        throw new ProblemError('no-such-part', `The message has no part ${path}; its structure lists them.`)
      }
      const fixed = request.params.id !== LATEST
      const inline = isOn(request.query.inline)
      return sendFile(request, reply, { id, raw, part, fixed, inline })
    },
  )

  app.get(
    '/messages/:id/attachments/:n',
    {
      schema: {
        tags,
        summary: 'One attachment of a message',
        params: AttachmentParams,
        querystring: FileQuery,
        response,
      },
    },
    async (request, reply) => {
      const { id, raw } = await findMessage(store, request.params, request.query)
      const { attachments } = await content.read(id, raw)
      const path = attachments[request.params.n]?.part
      const part = path === undefined ? undefined : findPart(parseStructure(raw), path)
      if (part === undefined) {
        throw new ProblemError(
          'no-such-attachment',
          `The message has ${attachments.length} attachments, numbered from 0; there is no ${request.params.n}.`,
        )
      }
      const fixed = request.params.id !== LATEST
      const inline = isOn(request.query.inline)
      return sendFile(request, reply, { id, raw, part, fixed, inline })
    },
  )
}

interface PartFile {
  readonly id: string
  readonly raw: Buffer
  readonly part: Part
  /** Whether the address names this message for ever. */
  readonly fixed: boolean
  readonly inline: boolean
}

/** Sends a part as a file to be saved; to be shown only when it is of a kind that cannot do anything. */
function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { id, raw, part, fixed, inline }: PartFile,
): FastifyReply {
  if (isKeptByClient(request, reply, `${id}-${part.path}`, fixed)) return reply.code(304).send()
  const type = `${part.type}/${part.subtype}`
  const bytes = decodePart(raw, part)
  const shown = inline && (isSafeImage(type) || isPdf(type, bytes))
  const name = safeFileName(part.name, `part-${part.path || 'root'}`)
  return reply
    .type(safeMediaType(type, part.parameters['charset']))
    .header('content-disposition', contentDisposition(shown ? 'inline' : 'attachment', name))
    .send(bytes)
}
