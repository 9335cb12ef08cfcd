import type { Problem } from '../../server/http/contract.ts'
import type { Draft, DraftField } from './draft.ts'
import { Model } from './model.ts'

/** What is wrong with a draft, by field. */
export type FieldErrors = Readonly<Partial<Record<DraftField, string>>>

/** A draft on its way, or back. */
export interface Sending {
  /** Which draft, as `DraftsModel` names it. */
  readonly key: string
  readonly phase: 'sending' | 'failed'
  readonly errors: FieldErrors
  /** What is wrong with no field of it; '' when it is all with fields. */
  readonly reason: string
}

/** Hands a draft in; gives the id of the message that it became. */
export type SendDraft = () => Promise<{ readonly id: string }>

/** The draft that is being sent, or that could not be; null when there is none. */
export class OutboxModel extends Model<Sending | null> {
  constructor() {
    super(null)
  }

  /** Says what is wrong before anything is sent. */
  refuse(key: string, errors: FieldErrors): void {
    this.set({ key, phase: 'failed', errors, reason: '' })
  }

  /** Sends a draft; undefined when it came back, or another is under way. */
  async send(key: string, send: SendDraft): Promise<string | undefined> {
    if (this.value?.phase === 'sending') return undefined
    this.set({ key, phase: 'sending', errors: {}, reason: '' })
    try {
      const { id } = await send()
      this.set(null)
      return id
    } catch (error) {
      this.set({ key, phase: 'failed', ...errorsOf(error) })
      return undefined
    }
  }

  /** Forgets what was wrong, as the draft is another now. */
  forget(): void {
    if (this.value?.phase === 'failed') this.set(null)
  }
}

/** The fields of the API, by those of a draft. */
const FIELDS: Readonly<Record<string, DraftField>> = {
  from: 'from',
  to: 'to',
  cc: 'cc',
  bcc: 'bcc',
  subject: 'subject',
  text: 'body',
  html: 'body',
  attachments: 'files',
}

function errorsOf(error: unknown): Pick<Sending, 'errors' | 'reason'> {
  const { problem } = error as { problem?: Problem | null }
  const errors: Partial<Record<DraftField, string>> = {}
  for (const { path, message } of problem?.errors ?? []) {
    const field = FIELDS[path.split('/')[1] ?? '']
    if (field !== undefined) errors[field] ??= message
  }
  const reason = problem?.detail ?? (error instanceof Error ? error.message : '')
  return { errors, reason: Object.keys(errors).length > 0 ? '' : reason }
}

/** What is wrong with a draft that anyone can see, before it is sent: words by field. */
export function checkDraft(draft: Draft, words: { noFrom: string; noRecipient: string; lostFiles: string }) {
  const errors: Partial<Record<DraftField, string>> = {}
  if (draft.from.trim() === '') errors.from = words.noFrom
  if ([draft.to, draft.cc, draft.bcc].every(list => list.trim() === '')) errors.to = words.noRecipient
  if (draft.files.some(file => file.content === null)) errors.files = words.lostFiles
  return errors
}
