import { FAULT_STAGES } from '../../delivery/faults/fault-stages.ts'
import { queryProperty } from './list.ts'
import { Type, nullable, type Static } from './schema.ts'

const STRICT = { additionalProperties: false }

const pattern = (description: string, example: string) =>
  Type.Optional(Type.String({ description, examples: [example] }))

const FaultStage = Type.Enum(FAULT_STAGES, {
  description:
    'The moment of an SMTP session: the connection was accepted, the greeting is due, one of the commands came, the AUTH exchange has ended, or the message was received. Of POP3 and IMAP sessions the same with the name of the protocol before it (`imap:fetch` is also UID FETCH); of the API, `http:send`: a message was posted, injected, composed, as a reply or as a forward.',
})

const FaultMatch = Type.Object(
  {
    stage: FaultStage,
    sender: pattern(
      'The envelope sender: an address, `@x.test` for a domain, `<>` for the null reverse-path; `*` stands for any text. From `mail` to `after-data`, at `pop3:retr`, `pop3:top`, `pop3:dele` and `http:send`.',
      'anna@app.test',
    ),
    recipient: pattern(
      'A recipient in the same forms: at `rcpt` the one that is asked for, elsewhere any.',
      '*@x.test',
    ),
    user: pattern(
      'The name of the login; at `auth`, `pop3:pass`, `pop3:apop`, `pop3:auth`, `imap:login` and `imap:authenticate` the one that was given.',
      'ci-42',
    ),
    client: pattern(
      "The client's IP address: one, a network such as `10.0.0.0/8`, or `*` for any text in it.",
      '127.0.0.1',
    ),
    query: Type.Optional(
      Type.String({
        description:
          'A query that the message matches. At `after-data`, `http:send` and the POP3 commands that name a message it may ask for all that is in a message, at `mail`, `rcpt` and `data` for what the envelope says, else for the user.',
        examples: ['subject:Welcome'],
      }),
    ),
    attempt: Type.Optional(
      Type.Union(
        [
          Type.Object({ first: Type.Integer({ minimum: 1 }) }, STRICT),
          Type.Object({ nth: Type.Integer({ minimum: 1 }) }, STRICT),
        ],
        {
          description:
            'The first n attempts, or the nth alone. They are counted for each recipient at `rcpt`, sender at `mail`, user at `auth`, sender and recipients at `data`, `after-data` and `http:send`, user (before the login, client) in POP3 and IMAP, and else for each client.',
        },
      ),
    ),
    probability: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'How many of the attempts it befalls; with `seed`.',
      }),
    ),
    seed: Type.Optional(
      Type.Integer({ minimum: 0, description: 'The same seed befalls the same attempts, each time.' }),
    ),
  },
  { ...STRICT, description: 'When it fires: all that is named is true.' },
)

const does = (description: string) =>
  Type.Optional(Type.Unsafe<true>({ type: 'boolean', const: true, description }))

/** What a fault does. */
export const FaultAct = Type.Object(
  {
    delay: Type.Optional(
      Type.String({ description: 'How long to wait before all else; up to an hour.', examples: ['2s'] }),
    ),
    reply: Type.Optional(
      Type.Object(
        {
          code: Type.Optional(
            Type.Union([Type.Integer({ minimum: 200, maximum: 599 }), Type.String()], {
              description:
                'Of SMTP the reply code, of HTTP the status, from 400 on; of POP3 and IMAP the response code without its brackets, such as `SYS/TEMP` or `UNAVAILABLE`, or none.',
            }),
          ),
          enhanced: Type.Optional(
            Type.String({ description: 'Of SMTP: the enhanced status code.', examples: ['4.7.1'] }),
          ),
          status: Type.Optional(
            Type.Enum(['NO', 'BAD', 'BYE'], {
              description: 'Of IMAP: the response; NO, if not given. BYE ends the connection.',
            }),
          ),
          text: Type.Optional(
            Type.String({ description: 'In SMTP and HTTP, a line end begins a further line.' }),
          ),
        },
        {
          ...STRICT,
          description:
            'Say this, in place of what would be done; HTTP answers by a problem document. 421 and a greeting that refuses close the connection.',
        },
      ),
    ),
    throttle: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'So many bytes a second from then on: in SMTP those taken in, in POP3 and IMAP those sent.',
      }),
    ),
    close: does('End the connection without a word.'),
    reset: does('Break the connection off by a TCP reset.'),
    silence: does('Say nothing any more; the connection is closed when the idle time is over.'),
    swallow: does('At `after-data` and `http:send`: say 250 or 201, and drop the message.'),
    duplicate: does('At `after-data` and `http:send`: capture the message twice.'),
    corrupt: does(
      'At `after-data`, `http:send`, `pop3:retr` and `pop3:top`: change one character in the middle of the body.',
    ),
  },
  { ...STRICT, description: 'One act; a delay may go with another.' },
)
export type FaultAct = Static<typeof FaultAct>

const rule = {
  match: FaultMatch,
  act: FaultAct,
  scope: Type.Optional(
    Type.String({
      description:
        'A query besides, of whoever sets the fault: it befalls nothing else, and is listed and deleted by it.',
      examples: ['user:ci-42'],
    }),
  ),
  uses: Type.Optional(Type.Integer({ minimum: 1, description: 'How often it fires.' })),
  for: Type.Optional(
    Type.String({ description: "For how long it is in force, by the sandbox's clock.", examples: ['10m'] }),
  ),
  until: Type.Optional(
    Type.String({ format: 'date-time', description: "Until when it is in force, by the sandbox's clock." }),
  ),
}

/** A fault to set: a scripted misbehaviour of one of our listeners. */
export const FaultRule = Type.Object(rule, STRICT)
export type FaultRule = Static<typeof FaultRule>

/** A fault that was set. */
export const Fault = Type.Object({
  id: Type.String({ examples: ['f1'] }),
  ...rule,
  fired: Type.Integer({ description: 'How often it fired.' }),
  active: Type.Boolean({ description: 'Whether it may still fire.' }),
  addedAt: Type.String({ format: 'date-time' }),
  endsAt: nullable(Type.String({ format: 'date-time' })),
})
export type Fault = Static<typeof Fault>

/** Which faults are meant. */
export const FaultSelection = Type.Object(
  {
    scope: Type.Optional(
      Type.String({
        ...queryProperty,
        description: 'Only those that were set with this scope.',
        examples: ['user:ci-42'],
      }),
    ),
  },
  STRICT,
)
export type FaultSelection = Static<typeof FaultSelection>
