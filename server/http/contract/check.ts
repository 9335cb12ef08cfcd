import { Type, nullable, type Static } from './schema.ts'

/** One thing that a check found. */
export const Finding = Type.Object(
  {
    rule: Type.String({ description: 'What was looked at, stable.', examples: ['spf', 'dkim', 'dmarc'] }),
    severity: Type.Enum(['ok', 'info', 'warning', 'error'], {
      description: '`ok`: as it should be; `info`: worth knowing, and not judged.',
    }),
    result: Type.String({
      description: 'The outcome in the words of its standard.',
      examples: ['pass', 'softfail'],
    }),
    subject: nullable(
      Type.String({ description: 'What it is about; null: the message.', examples: ['app.test'] }),
    ),
    title: Type.String({ description: 'One line for people.' }),
    detail: Type.String({
      description: "What it means, and what can be done; '' where there is nothing to say.",
    }),
  },
  { description: 'One thing that a check found in a message.' },
)
export type Finding = Static<typeof Finding>

/** What a check says of a message. */
export const CheckReport = Type.Object(
  {
    score: Type.Integer({
      minimum: 0,
      maximum: 100,
      description: 'How much of what was judged is as it should be, in percent; 100 where nothing was.',
    }),
    findings: Type.Array(Finding, { description: 'In the order in which the check looks.' }),
  },
  { description: 'What a check says of a message.' },
)
export type CheckReport = Static<typeof CheckReport>
