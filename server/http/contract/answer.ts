import { addressList, composedAttachments } from './message.ts'
import { Type, type Static } from './schema.ts'

const content = {
  from: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'Who answers; without it, the first recipient of the message.',
    }),
  ),
  cc: Type.Optional(addressList('One or more addresses.')),
  bcc: Type.Optional(addressList('One or more addresses; they are in the envelope only.')),
  text: Type.Optional(Type.String()),
  html: Type.Optional(Type.String()),
  attachments: Type.Optional(composedAttachments),
}

/** A reply to a message; all of it may be left out. */
export const Reply = Type.Object(
  {
    ...content,
    to: Type.Optional(addressList('Without it, whoever Reply-To or From names.')),
    subject: Type.Optional(Type.String({ description: 'Without it, the subject with `Re: ` before it.' })),
    all: Type.Optional(
      Type.Boolean({ description: 'Whether the other recipients get a copy.', default: false }),
    ),
  },
  {
    additionalProperties: false,
    description: 'A reply: In-Reply-To and References follow from the message.',
  },
)
export type Reply = Static<typeof Reply>

/** A message passed on. */
export const Forward = Type.Object(
  {
    ...content,
    to: addressList('One or more addresses.'),
    subject: Type.Optional(Type.String({ description: 'Without it, the subject with `Fwd: ` before it.' })),
  },
  { additionalProperties: false, description: 'The message goes with it whole, as an attachment.' },
)
export type Forward = Static<typeof Forward>
