import { BOUNCE_KINDS } from '../../delivery/reports/bounce-kinds.ts'
import { addressList } from './message.ts'
import { Type, type Static } from './schema.ts'

const recipient = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 1000,
    description: 'Who reports: an address of the envelope; without it, the first.',
  }),
)

const STRICT = { additionalProperties: false }

/** A bounce to be made of a message. */
export const BounceRequest = Type.Object(
  {
    kind: Type.Optional(
      Type.Enum(BOUNCE_KINDS, {
        description:
          'Why it bounces: `hard` 550 5.0.0, `soft` 451 4.3.0 given up with the status 4.4.7, `full` 552 5.2.2, `unknown` 550 5.1.1, `policy` 550 5.7.1.',
        default: 'hard',
      }),
    ),
    recipient,
  },
  STRICT,
)
export type BounceRequest = Static<typeof BounceRequest>

/** A complaint to be made about a message. */
export const ComplaintRequest = Type.Object({ recipient }, STRICT)
export type ComplaintRequest = Static<typeof ComplaintRequest>

/** An automatic reply to be given to a message. */
export const AutoReplyRequest = Type.Object(
  {
    recipient,
    subject: Type.Optional(
      Type.String({
        maxLength: 1000,
        description: 'Without it, that of the message with `Auto: ` before it.',
      }),
    ),
    text: Type.Optional(Type.String({ description: 'Without it, that the recipient is away.' })),
  },
  STRICT,
)
export type AutoReplyRequest = Static<typeof AutoReplyRequest>

/** A receipt to be given for a message. */
export const ReceiptRequest = Type.Object(
  {
    recipient,
    to: Type.Optional(addressList('Where it goes; without it, where Disposition-Notification-To says.')),
  },
  STRICT,
)
export type ReceiptRequest = Static<typeof ReceiptRequest>
