import { Type, nullable, type Extended, type Static } from './schema.ts'

const timestamp = (description: string) =>
  Type.String({ format: 'date-time', description, examples: ['2026-11-21T20:46:30.123Z'] })

/** A mailbox as a header field names it (RFC 5322 §3.4). */
export const MailboxAddress = Type.Object({
  name: Type.String({ description: 'The display name, decoded; empty when there is none.' }),
  address: Type.String(),
})
export type MailboxAddress = Static<typeof MailboxAddress>

/** What a list shows of a message. */
export const Summary = Type.Object(
  {
    id: Type.String({ examples: ['01KAHV3C2Q8E5ZJ0M4T7N9XYRB'] }),
    receivedAt: timestamp('When the message was captured.'),
    size: Type.Integer({ description: 'Bytes of the message as it was received.' }),
    subject: Type.String({ description: 'Decoded; empty when there is none.' }),
    from: Type.Array(MailboxAddress),
    to: Type.Array(MailboxAddress),
    cc: Type.Array(MailboxAddress),
    envelope: Type.Object(
      {
        from: Type.String({ description: 'The argument of MAIL FROM; empty for the null reverse-path.' }),
        to: Type.Array(Type.String()),
      },
      { description: 'What MAIL FROM and RCPT TO said; it may differ from the header fields.' },
    ),
    user: nullable(Type.String(), { description: 'Who was logged in when the message was sent.' }),
    preview: Type.String({ description: 'The first words of the text.' }),
    attachments: Type.Integer({ description: 'How many attachments there are.' }),
    seen: Type.Boolean(),
    flagged: Type.Boolean(),
    tags: Type.Array(Type.String()),
    notes: Type.Array(Type.String(), {
      description: 'What differs from the ordinary, such as `bcc`, `bounced`, `no-text` or `malformed`.',
    }),
    cursor: Type.Integer({ description: 'The position in the feed at which the message was captured.' }),
  },
  { description: 'What a list shows of a message.' },
)
export type Summary = Static<typeof Summary>

/** A part of the message that is offered as a file. */
export const Attachment = Type.Object({
  n: Type.Integer({ description: 'Its number, from 0: `/messages/:id/attachments/:n`.' }),
  name: nullable(Type.String(), { description: 'The file name that the sender gave, decoded.' }),
  type: Type.String({ examples: ['application/pdf'] }),
  size: Type.Integer({ description: 'Bytes, decoded.' }),
  sha256: Type.String(),
  contentId: nullable(Type.String()),
  part: Type.String({ description: 'Its place in the MIME tree: `/messages/:id/parts/:path`.' }),
  disposition: nullable(Type.Enum(['attachment', 'inline'])),
})
export type Attachment = Static<typeof Attachment>

/** A link found in the message: to a web page, a mailbox or a telephone. */
export const Link = Type.Object({
  href: Type.String({
    description: 'As it was written, character references decoded.',
    examples: ['https://app.test/confirm?token=k3Jx'],
  }),
  text: Type.String({ description: 'What a reader sees of it.', examples: ['Confirm your address'] }),
  kind: Type.Enum(['confirm', 'reset', 'unsubscribe', 'other'], {
    description: 'What it is for, as its text says or its address.',
  }),
})
export type Link = Static<typeof Link>

/** A one-time code found in the message. */
export const Code = Type.Object({
  value: Type.String({
    description: 'As it would be typed in: without blanks and hyphens between its groups.',
    examples: ['482910'],
  }),
  context: Type.String({
    description: 'The sentence or the line around it.',
    examples: ['Your code is 482910.'],
  }),
})
export type Code = Static<typeof Code>

/** An image that the HTML shows. */
export const Image = Type.Object({
  src: Type.String({
    description:
      'As it was written: an `https:`, `http:` or `cid:` address; of a `data:` address its type only.',
    examples: ['https://app.test/logo.png'],
  }),
  alt: nullable(Type.String(), { description: 'The text that stands for it; null when it has none.' }),
})
export type Image = Static<typeof Image>

/** What is known of the session that handed the message in. */
export const SessionFacts = Type.Object({
  id: Type.String(),
  protocol: Type.Enum(['smtp', 'imap', 'api', 'internal'], {
    description: '`internal`: Facteur wrote it itself, as bounces and automatic replies.',
  }),
  ehlo: nullable(Type.String(), { description: 'The argument of EHLO or HELO.' }),
  address: nullable(Type.String({ description: "The client's IP address." })),
  port: nullable(Type.Integer()),
  tls: nullable(
    Type.Object({
      protocol: Type.String(),
      cipher: Type.String(),
      servername: nullable(Type.String()),
    }),
  ),
  auth: nullable(Type.Object({ method: Type.String(), user: Type.String() })),
})
export type SessionFacts = Static<typeof SessionFacts>

/** One path of the envelope, with all that was said. */
export const EnvelopePath = Type.Object({
  address: Type.String(),
  argument: Type.String({ description: 'The argument exactly as it was sent.' }),
  parameters: Type.StringMap(Type.Union([Type.String(), Type.Boolean()]), {
    description: 'ESMTP parameters; `true` where one came without a value.',
  }),
})
export type EnvelopePath = Static<typeof EnvelopePath>

const MessageContent = Type.Object({
  text: nullable(Type.String()),
  html: nullable(Type.String({ description: 'As it was sent; `/messages/:id/html` is safe to show.' })),
  date: nullable(timestamp('What the Date field says.')),
  messageId: nullable(Type.String()),
  replyTo: Type.Array(MailboxAddress),
  bcc: Type.Array(MailboxAddress, { description: 'What a Bcc field says, if the message has one.' }),
  headers: Type.Array(Type.Array(Type.String(), { minItems: 2, maxItems: 2 }), {
    description: 'Name and value of every header field in order; values unfolded, but still encoded.',
  }),
  attachments: Type.Array(Attachment),
  links: Type.Array(Link, {
    description: 'Of the HTML, in its order, then those of the text that the HTML has not.',
  }),
  codes: Type.Array(Code, { description: 'The likeliest first.' }),
  images: Type.Array(Image, { description: 'Of the HTML, in its order.' }),
  problems: Type.Array(Type.String(), { description: 'What is wrong with the message, in words.' }),
  paths: Type.Object(
    { from: EnvelopePath, to: Type.Array(EnvelopePath) },
    { description: 'The envelope with the arguments as they were sent and their ESMTP parameters.' },
  ),
  session: SessionFacts,
})

/** The whole message: its summary, and all that is read from its content. */
export const Message = Type.Unsafe<Extended<typeof Summary, typeof MessageContent>>({
  ...Summary,
  required: [...new Set([...Summary.required, ...MessageContent.required])],
  properties: { ...Summary.properties, ...MessageContent.properties },
  description: 'The whole message.',
})
export type Message = Static<typeof Message>

/** Tags, as requests name them. */
const tagList = (description: string) =>
  Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100, description }))

/** Changes to how an account sees its messages: the catch-all account, where none is named. */
export const MessagePatch = Type.Object(
  {
    seen: Type.Optional(Type.Boolean()),
    flagged: Type.Optional(Type.Boolean()),
    tags: tagList('All tags that it is to have.'),
    addTags: tagList('Tags to have besides.'),
    removeTags: tagList('Tags to have no more.'),
  },
  { additionalProperties: false, description: 'What is left out stays as it is.' },
)
export type MessagePatch = Static<typeof MessagePatch>

/** One or several addresses, as a person writes them. */
export const addressList = (description: string) =>
  Type.Union([Type.String(), Type.Array(Type.String())], { description })

/** Files to put into a composed message. */
export const composedAttachments = Type.Array(
  Type.Object(
    {
      name: Type.String(),
      type: Type.Optional(Type.String()),
      content: Type.String({ description: 'In base64.' }),
      contentId: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
  { maxItems: 1000 },
)

/** A message to compose and capture. */
export const Composition = Type.Object(
  {
    from: Type.String({ minLength: 1, examples: ['Anna <anna@app.test>'] }),
    to: Type.Optional(addressList('One or more addresses.')),
    cc: Type.Optional(addressList('One or more addresses.')),
    bcc: Type.Optional(addressList('One or more addresses; they are in the envelope only.')),
    replyTo: Type.Optional(Type.String()),
    inReplyTo: Type.Optional(Type.String()),
    references: Type.Optional(Type.String()),
    subject: Type.Optional(Type.String()),
    text: Type.Optional(Type.String()),
    html: Type.Optional(Type.String()),
    headers: Type.Optional(Type.StringMap(Type.String(), { description: 'More header fields.' })),
    attachments: Type.Optional(composedAttachments),
  },
  { additionalProperties: false, description: 'A message to compose.' },
)
export type Composition = Static<typeof Composition>

/** What injecting gives. */
export const Injected = Type.Object({ id: Type.String() })
export type Injected = Static<typeof Injected>

/** How many messages, or entries of a folder, were deleted. */
export const Deleted = Type.Object({ deleted: Type.Integer() })
export type Deleted = Static<typeof Deleted>

/** How many messages, or entries of a folder, are other than they were. */
export const Changed = Type.Object({ changed: Type.Integer() })
export type Changed = Static<typeof Changed>

/** The most messages of a thread that are given. */
export const MOST_OF_THREAD = 100

/** Messages that belong together. */
export const Thread = Type.Object(
  {
    items: Type.Array(Summary, { description: 'In the order of arrival.' }),
    total: Type.Integer({
      description: `How many there are; of more than ${MOST_OF_THREAD}, those around the message are given.`,
    }),
  },
  {
    description:
      'A message, and those that it is tied to by Message-ID, References and In-Reply-To (RFC 5322 §3.6.4).',
  },
)
export type Thread = Static<typeof Thread>

/** A header field, both as it stands and readable. */
export const HeaderLine = Type.Object({
  name: Type.String({ description: 'As it was written.' }),
  value: Type.String({ description: 'Unfolded, still encoded.' }),
  text: Type.String({ description: 'Decoded (RFC 2047, RFC 2231).' }),
})
export type HeaderLine = Static<typeof HeaderLine>

/** The header fields of a message in order. */
export const Headers = Type.Object({ items: Type.Array(HeaderLine) })
export type Headers = Static<typeof Headers>

/** One node of the MIME tree, with offsets into the raw message. */
export interface Part {
  /** The part number of IMAP (RFC 9051 §6.4.5): '1.2'; '' for a multipart root. */
  path: string
  /** Media type in lower case, without parameters: 'text/plain'. */
  type: string
  parameters: Record<string, string>
  id: string | null
  description: string | null
  encoding: string
  disposition: string | null
  /** The file name, decoded. */
  name: string | null
  attachment: boolean
  headerStart: number
  bodyStart: number
  end: number
  lines: number
  children: Part[]
  /** The message inside a message/rfc822 part. */
  message: Part | null
}
export const Part = Type.Unsafe<Part>({
  ...Type.Object({
    path: Type.String({ description: "The part number of IMAP; '' for a multipart root." }),
    type: Type.String({ examples: ['text/plain'] }),
    parameters: Type.StringMap(Type.String()),
    id: nullable(Type.String()),
    description: nullable(Type.String()),
    encoding: Type.String({ examples: ['quoted-printable'] }),
    disposition: nullable(Type.String()),
    name: nullable(Type.String()),
    attachment: Type.Boolean(),
    headerStart: Type.Integer({ description: 'Offsets count bytes of the raw message.' }),
    bodyStart: Type.Integer(),
    end: Type.Integer(),
    lines: Type.Integer(),
    children: Type.Array({ $ref: '#/components/schemas/Part' }),
    message: nullable({ $ref: '#/components/schemas/Part' }),
  }),
  description: 'One node of the MIME tree.',
})

/** One line of the SMTP conversation; secrets are masked, data is abbreviated. */
export const TranscriptLine = Type.Object({
  at: Type.Number({ description: 'Milliseconds since the connection began.' }),
  side: Type.Enum(['client', 'server', 'note']),
  text: Type.String(),
})
export type TranscriptLine = Static<typeof TranscriptLine>

/** The SMTP conversation that brought a message; no lines when it came another way. */
export const Transcript = Type.Object({ items: Type.Array(TranscriptLine) })
export type Transcript = Static<typeof Transcript>
