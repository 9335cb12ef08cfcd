import { Type, type Static } from './schema.ts'

/** World time: what `receivedAt`, retention and everything simulated go by. */
export const ClockState = Type.Object({
  now: Type.String({ format: 'date-time' }),
  mode: Type.Enum(['real', 'running', 'frozen'], {
    description: 'Real shows the time of the machine; running has a time or a rate of its own.',
  }),
  rate: Type.Number({ description: '1 as real time, 60 a minute in a second, 0 when it is frozen.' }),
})
export type ClockState = Static<typeof ClockState>

/** How the clock is to go on. */
export const ClockSetting = Type.Object(
  {
    mode: Type.Enum(['real', 'running', 'frozen']),
    at: Type.Optional(
      Type.String({
        description:
          'The instant to set it to, in UTC where it names no zone, within the years 1970 to 9999; where it stands, if not given. Not with `real`.',
        examples: ['2026-11-22T09:30:00Z'],
      }),
    ),
    rate: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1_000_000,
        description: 'With `running`; 1, if not given.',
      }),
    ),
  },
  { additionalProperties: false },
)
export type ClockSetting = Static<typeof ClockSetting>

/** By how much the clock is to be moved forward. */
export const ClockAdvance = Type.Object(
  {
    by: Type.String({
      maxLength: 20,
      description: 'A duration, such as `300ms`, `4h` or `6d`.',
      examples: ['4h'],
    }),
  },
  { additionalProperties: false },
)
export type ClockAdvance = Static<typeof ClockAdvance>
