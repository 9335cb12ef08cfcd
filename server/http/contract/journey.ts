import { FaultAct } from './fault.ts'
import { SessionFacts, Summary } from './message.ts'
import { DELIVERY_STEPS } from './queue.ts'
import { Type, nullable, type Static, type TProperties } from './schema.ts'

const place = {
  account: Type.String({ examples: ['bob@x.test', 'all'] }),
  folder: Type.String({ examples: ['INBOX'] }),
  uid: Type.Integer(),
}

const routed = {
  delivery: Type.String({ description: 'Its delivery, as `/queue` names it.', examples: ['d1'] }),
  recipient: Type.String(),
  by: Type.String({ description: 'The server that did it.' }),
}

function step<const Name extends string, Properties extends TProperties>(
  type: Name,
  properties: Properties,
  description: string,
) {
  const at = Type.String({ format: 'date-time', description: "By the sandbox's clock." })
  return Type.Object({ type: Type.Literal(type), at, ...properties }, { description })
}

/** One thing that happened to a message. */
export const JourneyStep = Type.Union(
  [
    step(
      'submitted',
      { session: SessionFacts },
      'It came in: by whom, from where, with which login, over TLS or not.',
    ),
    step(
      'checked',
      {
        ground: Type.Enum(['login', 'network', 'local', 'open'], {
          description:
            '`login`: it had logged in; `network`: it belongs to a network that may submit; `local`: a stranger, who may write to local domains; `open`: no login is asked for.',
        }),
        login: nullable(Type.String({ description: 'The name of the login.' })),
      },
      'Its client might hand it in.',
    ),
    step(
      'routed',
      {
        recipient: Type.String(),
        to: Type.Enum(['mailbox', 'elsewhere', 'addresses', 'nowhere'], {
          description:
            'A mailbox here, the hosts of another domain, other addresses instead of this one, or nowhere: it was refused.',
        }),
        simulated: Type.Boolean({
          description:
            'Whether the world, or a ready-made address, said so; mail for all others goes to their mailboxes.',
        }),
      },
      'Where the copy for a recipient of the envelope was to go.',
    ),
    step(
      'faulted',
      { fault: Type.String({ description: 'The id of the fault.' }), stage: Type.String(), act: FaultAct },
      'A fault that was set befell the session that brought it, or one that read it.',
    ),
    step(
      'queued',
      { ...DELIVERY_STEPS.queued, ...routed },
      'A server took charge of the copy for a recipient.',
    ),
    step(
      'redirected',
      { ...DELIVERY_STEPS.redirected, ...routed },
      'The copy goes to other addresses instead: an alias, or an account that sends its mail on.',
    ),
    step(
      'looked-up',
      { ...DELIVERY_STEPS['looked-up'], ...routed },
      'The DNS was asked where the domain takes mail.',
    ),
    step('attempted', { ...DELIVERY_STEPS.attempted, ...routed }, 'A host was called.'),
    step('deferred', { ...DELIVERY_STEPS.deferred, ...routed }, 'The copy waits for another try.'),
    step('warned', { ...DELIVERY_STEPS.warned, ...routed }, 'The sender was told that the copy is late.'),
    step('held', { ...DELIVERY_STEPS.held, ...routed }, 'Someone holds the copy up.'),
    step('released', { ...DELIVERY_STEPS.released, ...routed }, 'Nobody holds the copy up any more.'),
    step('bounced', { ...DELIVERY_STEPS.bounced, ...routed }, 'The copy failed for good.'),
    step(
      'dropped',
      { ...DELIVERY_STEPS.dropped, ...routed },
      'The message was deleted before the copy arrived.',
    ),
    step(
      'delivered',
      {
        ...place,
        delivery: Type.Optional(routed.delivery),
        recipient: Type.Optional(routed.recipient),
        by: Type.Optional(routed.by),
      },
      'A copy is in a mailbox; without `delivery` it was put there at once.',
    ),
    step('placed', place, 'A copy was put into a further folder by someone.'),
    step(
      'read',
      {
        protocol: Type.Enum(['pop3', 'imap', 'http', 'smtp'], {
          description: '`http`: someone marked it as seen, as the inbox does when it is opened.',
        }),
        session: nullable(Type.String()),
        address: Type.String({ description: "The client's IP address." }),
        user: nullable(Type.String()),
        times: Type.Integer({ description: 'How often in this session; `at` is the first time.' }),
      },
      'Someone read it.',
    ),
    step('expunged', place, 'A copy was taken out of a folder.'),
  ],
  { description: 'One thing that happened to a message.' },
)
export type JourneyStep = Static<typeof JourneyStep>

const kind = Type.String({
  description: 'Why the one was made of the other.',
  examples: ['bounce', 'delay', 'delivered', 'complaint', 'auto-reply', 'disposition', 'reply', 'forward'],
})

/** The way of a message. */
export const Journey = Type.Object(
  {
    steps: Type.Array(JourneyStep, { description: 'In the order in which they happened.' }),
    stepsLeftOut: Type.Integer({
      description: 'How many, of more than a thousand, are left out behind the first two hundred.',
    }),
    origin: nullable(
      Type.Object({ kind, of: Type.String({ description: 'The id of the other message.' }) }),
      {
        description:
          'The message that this one was made of: a bounce of what bounced, a reply of what it answers.',
      },
    ),
    made: Type.Array(Type.Object({ kind, summary: Summary }), {
      description: 'The messages that were made of this one and are still there.',
    }),
    cursor: Type.Integer(),
  },
  { description: 'All that happened to a message.' },
)
export type Journey = Static<typeof Journey>
