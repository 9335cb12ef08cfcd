import type { HeaderLine, Part, TranscriptLine } from '../../server/http/contract.ts'
import type { CheckModel } from '../state/check-model.ts'
import type { ResourceModel } from '../state/resource-model.ts'

/** The beginning of a source, and how long the whole is in bytes. */
export interface Source {
  readonly text: string
  readonly shown: number
  readonly whole: number
}

/** What tabs of the reader ask for when they are first shown. */
export interface MessageDetails {
  readonly source: ResourceModel<Source>
  /** How many references of the HTML lead to other sites. */
  readonly remoteReferences: ResourceModel<number>
  readonly headers: ResourceModel<readonly HeaderLine[]>
  readonly structure: ResourceModel<Part>
  /** The text of an attachment, by `id/n`. */
  readonly attachmentText: ResourceModel<Source>
  readonly transcript: ResourceModel<readonly TranscriptLine[]>
  readonly authentication: CheckModel
}
