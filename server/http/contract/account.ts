import { Summary } from './message.ts'
import { queryProperty } from './list.ts'
import { Type, nullable, type Static } from './schema.ts'

/** A folder and its counts. */
export const FolderInfo = Type.Object({
  name: Type.String({ description: 'The whole path, levels parted by `/`.' }),
  messages: Type.Integer(),
  unseen: Type.Integer(),
  uidNext: Type.Integer(),
  uidValidity: Type.Integer(),
  highestModSeq: Type.Integer(),
  specialUse: nullable(Type.String({ examples: ['\\Sent'] })),
  subscribed: Type.Boolean(),
})
export type FolderInfo = Static<typeof FolderInfo>

/** How much an account may hold; null is without bound. */
export const Quota = Type.Object({
  octets: nullable(Type.Integer({ minimum: 0 })),
  messages: nullable(Type.Integer({ minimum: 0 })),
})
export type Quota = Static<typeof Quota>

/** An open session of one of the protocols. */
export const OpenSession = Type.Object({
  id: Type.String(),
  protocol: Type.String(),
  address: Type.String(),
  port: Type.Integer(),
  since: Type.String({ format: 'date-time' }),
  user: nullable(Type.String()),
  tls: Type.Boolean(),
})
export type OpenSession = Static<typeof OpenSession>

/** One address with its folders. */
export const Account = Type.Object({
  address: Type.String({ description: 'In lower case; `all` is the catch-all account.' }),
  folders: Type.Array(FolderInfo),
  quota: nullable(Quota),
  sessions: Type.Array(OpenSession),
})
export type Account = Static<typeof Account>

/** What PUT sets of an account. */
export const AccountSettings = Type.Object(
  {
    quota: Type.Optional(
      nullable(
        Type.Object(
          {
            octets: Type.Optional(nullable(Type.Integer({ minimum: 0 }))),
            messages: Type.Optional(nullable(Type.Integer({ minimum: 0 }))),
          },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: false, description: 'What is left out stays as it is.' },
)
export type AccountSettings = Static<typeof AccountSettings>

const folderName = Type.String({ minLength: 1, maxLength: 1000, examples: ['Archive/2026'] })

/** A folder to make. */
export const NewFolder = Type.Object({ name: folderName }, { additionalProperties: false })
export type NewFolder = Static<typeof NewFolder>

/** Changes to a folder. */
export const FolderPatch = Type.Object(
  {
    name: Type.Optional(folderName),
    subscribed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, description: 'What is left out stays as it is.' },
)
export type FolderPatch = Static<typeof FolderPatch>

/** One message in one folder. */
export const Entry = Type.Object({
  uid: Type.Integer(),
  flags: Type.Array(Type.String(), { examples: [['\\Seen', '$Work']] }),
  internalDate: Type.String({ format: 'date-time' }),
  modseq: Type.Integer(),
  octets: Type.Integer({
    description:
      'Bytes of this copy: the size of the message, and of the trace fields before it if it has any.',
  }),
  message: Summary,
})
export type Entry = Static<typeof Entry>

const flags = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100 })

/** Changes to the flags of an entry: a whole new set, or some to add and some to remove. */
export const EntryPatch = Type.Object(
  { flags: Type.Optional(flags), add: Type.Optional(flags), remove: Type.Optional(flags) },
  {
    additionalProperties: false,
    description: '`flags` replaces all; then `add` adds some and `remove` takes some away.',
  },
)
export type EntryPatch = Static<typeof EntryPatch>

/** Which entries of a folder to change or expunge: those that both, where both are given, name. */
export const EntrySelection = Type.Object(
  {
    uids: Type.Optional(
      Type.String({
        maxLength: 8000,
        description:
          'UIDs and ranges of them, where `*` is the largest there is; those that the folder does not have are passed over.',
        examples: ['1:5,9,12:*'],
      }),
    ),
    query: queryProperty,
  },
  { additionalProperties: false },
)
export type EntrySelection = Static<typeof EntrySelection>

/** Where to copy or move an entry: another folder of the same account. */
export const Destination = Type.Object({ folder: folderName }, { additionalProperties: false })
export type Destination = Static<typeof Destination>

/** Where a copied or moved entry lies now. */
export const Placed = Type.Object({ folder: Type.String(), uid: Type.Integer(), uidValidity: Type.Integer() })
export type Placed = Static<typeof Placed>
