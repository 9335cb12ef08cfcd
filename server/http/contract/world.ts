import { Type, type Static, type TSchema } from './schema.ts'

const STRICT = { additionalProperties: false }

const ADDRESS = 'An address; a bare name is an account of the same domain.'

const duration = (description: string, example: string) =>
  Type.Optional(Type.String({ description, examples: [example] }))

const size = (description: string) =>
  Type.Optional(
    Type.Union([Type.String(), Type.Integer({ minimum: 0 })], { description, examples: ['10MB'] }),
  )

const flag = (description: string) => Type.Optional(Type.Boolean({ description }))

/** A list, for which a single item may stand. */
const oneOrMore = <Item extends TSchema>(item: Item, description: string) =>
  Type.Optional(Type.Union([item, Type.Array(item)], { description }))

const period = {
  from: Type.Optional(
    Type.String({
      description: 'From when on: a date-time, or a duration since the world was put.',
      examples: ['1h'],
    }),
  ),
  until: Type.Optional(Type.String({ description: 'Until when, likewise.', examples: ['5h'] })),
}

const WorldReply = Type.Union(
  [
    Type.String(),
    Type.Object(
      {
        code: Type.Integer({ minimum: 400, maximum: 599 }),
        enhanced: Type.Optional(Type.String({ examples: ['5.7.1'] })),
        text: Type.Optional(Type.String()),
      },
      STRICT,
    ),
  ],
  { description: 'A reply that refuses.', examples: ['550 5.7.1 not here'] },
)

const WorldSubmission = Type.Object(
  {
    networks: oneOrMore(
      Type.String(),
      'Networks and addresses that may hand in mail without a login; all, unless said otherwise.',
    ),
    relay: Type.Optional(
      Type.Enum(['open', 'denied'], {
        description:
          'Whether strangers, of none of the networks and not logged in, are refused with 550 5.7.1 for recipients that are not local.',
      }),
    ),
    xclient: oneOrMore(Type.String(), 'Networks and addresses whose XCLIENT is believed.'),
    users: Type.Optional(
      Type.StringMap(Type.String(), {
        description: 'Passwords by the names of users, besides those of `--user`.',
      }),
    ),
  },
  { ...STRICT, description: 'Who may hand in mail.' },
)

const WorldRetry = Type.Object(
  {
    delays: oneOrMore(
      Type.String(),
      'The waits between tries, the last one again and again; `["30m", "30m", "2h", "3h"]`, unless said otherwise.',
    ),
    giveUpAfter: duration('The age at which mail bounces.', '5d'),
    warnAfter: duration('The age at which its sender is warned; or `never`.', '4h'),
    connections: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Connections to one host at a time; 20, unless said otherwise.',
      }),
    ),
  },
  { ...STRICT, description: 'When a server tries again what it could not hand on.' },
)

const account = {
  quota: size('Bytes that it may hold.'),
  quotaMessages: Type.Optional(Type.Integer({ minimum: 0, description: 'Messages that it may hold.' })),
  full: Type.Optional(
    Type.Enum(['temporary', 'permanent'], {
      description: 'What a full mailbox says: 452 4.2.2, unless said otherwise, or 552 5.2.2.',
    }),
  ),
  forward: oneOrMore(Type.String({ description: ADDRESS }), 'Where its mail is sent on to.'),
  keep: flag('Whether mail that is sent on is kept too.'),
  vacation: Type.Optional(
    Type.Union(
      [
        Type.String(),
        Type.Object(
          {
            subject: Type.Optional(Type.String()),
            text: Type.String(),
            every: duration('How long one sender gets no second answer; `7d`, unless said otherwise.', '7d'),
            ...period,
          },
          STRICT,
        ),
      ],
      { description: 'What answers its mail: a text alone, or more.' },
    ),
  ),
  refusal: Type.Optional(WorldReply),
  complains: flag('Whether it complains about all its mail as spam.'),
}

const WorldAccount = Type.Object(account, STRICT)

const WorldDomain = Type.Object(
  {
    local: flag(
      'Whether its mailboxes are on this server. So they are, unless `mx`, `addresses` or `dns` say that it is elsewhere.',
    ),
    refuse: Type.Optional(
      Type.Enum(['rcpt', 'data', 'bounce'], {
        description:
          'Where a refusal shows: at RCPT, after DATA or in a bounce. `rcpt` for a local domain, else `bounce`, unless said otherwise.',
      }),
    ),
    accounts: Type.Optional(
      Type.Union([Type.Array(Type.String()), Type.StringMap(WorldAccount)], {
        description: 'The accounts that there are; every one, unless some are named.',
      }),
    ),
    account: Type.Optional(
      Type.Object(account, { ...STRICT, description: 'What holds for all accounts that say nothing else.' }),
    ),
    catchAll: Type.Optional(Type.String({ description: 'The account that takes what no other does.' })),
    aliases: Type.Optional(
      Type.StringMap(Type.Union([Type.String(), Type.Array(Type.String())]), {
        description: 'Addresses to which mail goes instead, by local part.',
        examples: [{ sales: ['anna', 'eva@partner.test'] }],
      }),
    ),
    plus: flag('Whether `anna+x` is `anna`.'),
    mx: Type.Optional(
      Type.Union(
        [
          Type.String(),
          Type.Array(
            Type.Union([
              Type.String(),
              Type.Object({ preference: Type.Optional(Type.Integer()), host: Type.String() }, STRICT),
            ]),
          ),
        ],
        {
          description: 'Its MX records; `none` for the null MX (RFC 7505).',
          examples: [['10 mx1.partner.test', '20 mx2.partner.test']],
        },
      ),
    ),
    addresses: oneOrMore(Type.String(), 'IP addresses of the name itself.'),
    dns: Type.Optional(
      Type.Enum(['found', 'nxdomain', 'servfail', 'timeout'], {
        description: 'What the DNS says of it and of all names below it.',
      }),
    ),
  },
  STRICT,
)

const stage = ['connect', 'ehlo', 'starttls', 'mail', 'rcpt', 'data', 'after-data'] as const

const Outage = Type.Union([
  Type.Enum(['refused', 'timeout']),
  Type.Object({ how: Type.Optional(Type.Enum(['refused', 'timeout'])), ...period }, STRICT),
])

const WorldHostRule = Type.Object(
  {
    at: Type.Optional(Type.Enum(stage, { description: '`rcpt`, unless said otherwise.' })),
    sender: Type.Optional(
      Type.String({
        description:
          'An address, `@x.test` for a domain, `<>` for the null reverse-path; `*` stands for any text.',
      }),
    ),
    recipient: Type.Optional(Type.String({ description: 'Likewise.' })),
    larger: size('Only mail of more bytes.'),
    ...period,
    reply: WorldReply,
  },
  STRICT,
)

const WorldHost = Type.Object(
  {
    addresses: oneOrMore(Type.String(), 'Its IP addresses.'),
    down: Type.Optional(
      Type.Union([Type.Boolean(), Outage, Type.Array(Outage)], {
        description: 'When it is not reached, and how that shows: connections are refused, or time out.',
        examples: [{ how: 'timeout', from: '1h', until: '5h' }],
      }),
    ),
    delay: duration("How long a conversation takes, by the sandbox's clock.", '30s'),
    greylist: duration('How long an unknown client, sender and recipient are put off with 451 4.7.1.', '5m'),
    refuse: oneOrMore(WorldHostRule, 'What it refuses; the first that matches answers.'),
    perMinute: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Messages it takes a minute from one client.' }),
    ),
    size: size('Bytes of the largest message it takes.'),
    tls: Type.Optional(
      Type.Enum(['offered', 'required', 'broken', 'none'], {
        description: '`offered`, unless said otherwise.',
      }),
    ),
    closes: Type.Optional(
      Type.Enum(stage, { description: 'Where it closes the connection without a word.' }),
    ),
    dsn: flag(
      'Whether it knows DSN (RFC 3461), as it does, unless said otherwise; senders who ask for SUCCESS are told when mail goes to one that does not.',
    ),
    relay: Type.Optional(
      Type.Union(
        [
          Type.String(),
          Type.Object(
            {
              to: Type.Optional(Type.String()),
              networks: oneOrMore(Type.String(), 'Networks and hosts from which it takes mail.'),
            },
            STRICT,
          ),
        ],
        {
          description: 'Where it passes mail on to: a host; or `mx`, where the domain of the recipient says.',
        },
      ),
    ),
  },
  STRICT,
)

const WorldRecord = Type.Object(
  {
    name: Type.String({ description: 'Of a PTR record, an IP address may stand for it.' }),
    type: Type.Enum(['A', 'AAAA', 'MX', 'TXT', 'PTR', 'CNAME']),
    value: Type.String(),
    preference: Type.Optional(Type.Integer({ minimum: 0, description: 'Of an MX record.' })),
  },
  STRICT,
)

/** The simulated outside, as it is written. */
export const World = Type.Object(
  {
    submission: Type.Optional(WorldSubmission),
    retry: Type.Optional(WorldRetry),
    domains: Type.Optional(
      Type.StringMap(WorldDomain, {
        description: 'Domains by name; mail for any other is delivered at once.',
      }),
    ),
    hosts: Type.Optional(
      Type.StringMap(WorldHost, { description: 'Mail servers by name, and how they behave.' }),
    ),
    records: Type.Optional(
      Type.Array(WorldRecord, { description: 'Records of the DNS besides those of domains and hosts.' }),
    ),
  },
  { ...STRICT, description: 'The simulated outside.' },
)
export type World = Static<typeof World>

/** Changes of a world: members as in `World`, null for what is to go (RFC 7396). */
export const WorldPatch = Type.Unsafe<object>({
  type: 'object',
  description: 'A merge patch (RFC 7396): what it names is changed, what it names as null goes.',
  examples: [{ hosts: { 'mx1.partner.test': { down: true } } }],
})

/** A form of addresses that behave in a way of their own, without a world. */
export const ReadyMadeAddress = Type.Object({
  form: Type.String({ description: 'What may be any text is in angle brackets.' }),
  example: Type.String({ examples: ['anna@unknown.test'] }),
  happens: Type.String({ examples: ['550 5.1.1 at RCPT.'] }),
})
export type ReadyMadeAddress = Static<typeof ReadyMadeAddress>

/** Those that are switched on. */
export const ReadyMadeAddresses = Type.Object({ items: Type.Array(ReadyMadeAddress) })
export type ReadyMadeAddresses = Static<typeof ReadyMadeAddresses>
