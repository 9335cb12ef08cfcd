import type { FeedEvent } from '../../mailbox/feed-event.ts'
import type { Store } from '../../mailbox/store.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { JOURNEY_LIMITS, type JourneyLimits } from './journey-limits.ts'
import type { FaultedNote, JourneyNote, ReadNote } from './journey-note.ts'

/** A reader who is no session of a mail protocol: whoever marks a message as seen by a request. */
export interface Reader {
  readonly address: string
  readonly user: string | null
}

/** Listens to the feed, and keeps what befalls messages for as long as they live. */
export class JourneyNotes {
  readonly #store: Store
  readonly #limits: JourneyLimits
  readonly #notes = new Map<string, JourneyNote[]>()
  /** The last faults of sessions; those that a message has taken befell its duplicate too, and no later message. */
  readonly #faults = new Map<string, { readonly notes: FaultedNote[]; isTaken: boolean }>()
  /** Ids of the messages that were made of a message: its bounces, replies and the like. */
  readonly #made = new Map<string, string[]>()
  readonly #unsubscribe: () => void
  #count = 0

  constructor(store: Store, limits: JourneyLimits = JOURNEY_LIMITS) {
    this.#store = store
    this.#limits = limits
    this.#unsubscribe = store.feed.subscribe(event => this.#hear(event))
  }

  /** The notes of a message, in the order in which they were made. */
  of(id: string): readonly JourneyNote[] {
    return this.#notes.get(id) ?? []
  }

  /** The messages that were made of a message and are still there, the oldest first. */
  madeOf(id: string): StoredMessage[] {
    return (this.#made.get(id) ?? []).flatMap(made => this.#store.message(made) ?? [])
  }

  /** Takes note of someone who looked at a message without a session. */
  read({ id }: StoredMessage, { address, user }: Reader): void {
    const at = this.#store.clock.now()
    this.#addReading(id, { type: 'read', at, protocol: 'http', session: null, address, user, times: 1 })
  }

  close(): void {
    this.#unsubscribe()
  }

  #hear(event: FeedEvent): void {
    switch (event.type) {
      case 'message.captured':
        this.#takeFaults(event.message)
        if (event.message.origin !== null) this.#addMade(event.message.origin.of, event.message.id)
        break
      case 'message.deleted':
        this.#forget(event.id)
        this.#made.delete(event.id)
        break
      case 'entry.expunged': {
        const { id, at, account, folder, uid } = event
        this.#add(id, { type: 'expunged', at, account, folder, uid })
        break
      }
      case 'session.fetched': {
        const { id: session, at, protocol, address, user } = event
        const reading = { type: 'read', at, protocol, session, address, user, times: 1 } as const
        for (const id of event.ids) this.#addReading(id, reading)
        break
      }
      case 'fault.fired': {
        const { session, message, at, fault, stage, act } = event
        const note = { type: 'faulted', at, fault, stage, act } as const
        if (message !== null) this.#add(message, note)
        else if (session !== null) this.#keepFault(session, note)
        break
      }
      case 'reset':
        this.#notes.clear()
        this.#faults.clear()
        this.#made.clear()
        this.#count = 0
    }
  }

  /** Reading again in the same session counts, and is no further note: mail programs fetch part after part. */
  #addReading(id: string, reading: ReadNote): void {
    const notes = this.#notes.get(id)
    const index = notes?.findLastIndex(note => note.type === 'read' && sameReader(note, reading)) ?? -1
    if (notes === undefined || index < 0) return this.#add(id, reading)
    const earlier = notes[index] as ReadNote
    notes[index] = { ...earlier, times: earlier.times + 1 }
  }

  #add(id: string, note: JourneyNote): void {
    // Of a message that is gone, or goes with this very entry, there is no journey any more.
    if (this.#store.message(id) === undefined) return
    const notes = this.#notes.get(id)
    if (notes === undefined) this.#notes.set(id, [note])
    else notes.push(note)
    this.#count++
    if (notes !== undefined && notes.length > this.#limits.notesOfOne) {
      notes.shift()
      this.#count--
    }
    this.#shrink()
  }

  #addMade(of: string, id: string): void {
    if (this.#store.message(of) === undefined) return
    const made = this.#made.get(of)
    if (made === undefined) this.#made.set(of, [id])
    else made.push(id)
    if (made !== undefined && made.length > this.#limits.notesOfOne) made.shift()
  }

  #shrink(): void {
    for (const id of this.#notes.keys()) {
      if (this.#count <= this.#limits.notes) return
      this.#forget(id)
    }
  }

  #forget(id: string): void {
    const notes = this.#notes.get(id)
    if (notes === undefined) return
    this.#notes.delete(id)
    this.#count -= notes.length
  }

  #keepFault(session: string, fault: FaultedNote): void {
    const faults = this.#faults.get(session)
    if (faults === undefined || faults.isTaken) this.#faults.set(session, { notes: [fault], isTaken: false })
    else if (faults.notes.length < this.#limits.notesOfOne) faults.notes.push(fault)
    for (const first of this.#faults.keys()) {
      if (this.#faults.size <= this.#limits.sessions) return
      this.#faults.delete(first)
    }
  }

  /** Those that befell no message, but what came to nothing before it, are told by none. */
  #takeFaults({ id, session, faulted }: StoredMessage): void {
    const faults = this.#faults.get(session.id)
    if (faults === undefined) return
    if (faulted) for (const fault of faults.notes) this.#add(id, fault)
    faults.isTaken = true
  }
}

function sameReader(one: ReadNote, other: ReadNote): boolean {
  return (
    one.session === other.session &&
    one.protocol === other.protocol &&
    one.address === other.address &&
    one.user === other.user
  )
}
