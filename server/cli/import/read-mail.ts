import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import type { Message } from '../../client/client.ts'
import { MboxReader, type MboxMessage } from '../mbox/mbox-reader.ts'
import type { MailFile, Marks } from './find-mail.ts'

/** A message that was read from a file. */
export interface ReadMessage {
  /** Where it stands, for people: a path, and for one of several its number. */
  readonly name: string
  /** What is in the way of taking it; null when nothing is. */
  readonly problem: string | null
  readonly raw: Buffer
  /** The envelope, as far as the file tells. */
  readonly from?: string
  readonly to?: readonly string[]
  readonly marks: Marks
  /** Bytes of the file that were read for it, or thereabouts. */
  readonly progress: number
}

const NOTHING = Buffer.alloc(0)

/**
 * The messages in a file, one by one.
 *
 * @param limit bytes of the largest message
 * @throws Error of node:fs
 */
export async function* readMail(file: MailFile, limit: number): AsyncGenerator<ReadMessage> {
  const { path, size, marks } = file
  if (file.kind === 'mbox') yield* readMbox(path, createReadStream(path), limit)
  else if (file.kind === 'jsonl') yield* readJsonLines(path)
  else if (size > limit) {
    yield { name: path, problem: tooLarge(limit), raw: NOTHING, marks, progress: size }
  } else yield { name: path, problem: null, raw: await readFile(path), marks, progress: size }
}

/** The messages in what was handed in: one, or those of an mbox. */
export async function* readMailBytes(
  name: string,
  bytes: Buffer,
  limit: number,
): AsyncGenerator<ReadMessage> {
  if (bytes.toString('latin1', 0, 5) === 'From ') yield* readMbox(name, [bytes], limit)
  else
    yield {
      name,
      problem: bytes.length > limit ? tooLarge(limit) : null,
      raw: bytes,
      marks: {},
      progress: bytes.length,
    }
}

async function* readMbox(
  path: string,
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  limit: number,
): AsyncGenerator<ReadMessage> {
  const reader = new MboxReader(limit)
  let count = 0
  const numbered = ({ raw, sender }: MboxMessage, progress: number): ReadMessage => ({
    name: `${path}, message ${++count}`,
    problem: raw === null ? tooLarge(limit) : null,
    raw: raw ?? NOTHING,
    ...(sender !== null && { from: sender }),
    marks: {},
    progress,
  })
  for await (const chunk of chunks) {
    const messages = reader.push(chunk)
    for (const message of messages) yield numbered(message, chunk.length / messages.length)
  }
  for (const message of reader.end()) yield numbered(message, 0)
}

/** Lines as `facteur export --format jsonl` writes them. */
async function* readJsonLines(path: string): AsyncGenerator<ReadMessage> {
  const file = await open(path)
  let count = 0
  for await (const line of file.readLines()) {
    const at = { name: `${path}, line ${++count}`, progress: line.length + 1 }
    if (line.trim() !== '') yield { ...at, ...readJsonLine(line) }
  }
}

function readJsonLine(line: string): Omit<ReadMessage, 'name' | 'progress'> {
  try {
    const { raw, envelope, seen, flagged, tags } = JSON.parse(line) as Partial<Message> & { raw?: unknown }
    if (typeof raw === 'string') {
      return {
        problem: null,
        raw: Buffer.from(raw, 'base64'),
        ...(envelope && { from: envelope.from, to: envelope.to }),
        marks: {
          ...(seen && { seen }),
          ...(flagged && { flagged }),
          ...(tags && tags.length > 0 && { tags }),
        },
      }
    }
  } catch {
    // It is told below.
  }
  const problem = 'it is no line that `facteur export --format jsonl` wrote: its "raw" is missing'
  return { problem, raw: NOTHING, marks: {} }
}

function tooLarge(limit: number): string {
  return `it has more than ${limit} bytes; start Facteur with a larger --max-message-size`
}
