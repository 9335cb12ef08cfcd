import type { Clock } from '../clock.ts'
import type { Submission } from '../message/envelope.ts'
import { summarise } from '../message/summary.ts'
import { SearchTexts } from './search-texts.ts'
import { Region } from './slab.ts'
import { StoredMessage } from './stored-message.ts'

/** A message that no store holds, for a query to be held against it: it has no id, no entries and no tags. */
export function draftMessage(
  { chunks, size, envelope, session }: Omit<Submission, 'transcript'>,
  clock: Clock,
): StoredMessage {
  const bytes = Buffer.concat(chunks)
  return new StoredMessage({
    home: { clock, searchTexts: new SearchTexts(0) },
    id: '',
    seq: 0,
    receivedAt: clock.now(),
    size,
    envelope,
    session,
    origin: null,
    summary: summarise(bytes),
    region: new Region({ size, bytes, used: size, live: size, regions: [] }, 0, size),
  })
}
