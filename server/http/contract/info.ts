import { Type, type Static } from './schema.ts'

/** What this sandbox is and where it listens. */
export const Info = Type.Object({
  version: Type.String(),
  instance: Type.String({ description: 'Names this process: cursors of another one mean nothing here.' }),
  ports: Type.StringMap(Type.Integer(), { examples: [{ smtp: 1025, http: 8025 }] }),
  limits: Type.StringMap(Type.Union([Type.Number(), Type.Null()])),
  counts: Type.Object({
    messages: Type.Integer(),
    bytes: Type.Integer(),
    accounts: Type.Integer(),
    sessions: Type.Integer(),
    listeners: Type.Integer({ description: 'Clients of the event stream.' }),
  }),
  uptime: Type.Number({ description: 'Seconds.' }),
  cursor: Type.Integer({ description: 'Where the feed stands.' }),
})
export type Info = Static<typeof Info>
