import type {
  AutoReplyRequest,
  BounceRequest,
  Changed,
  CheckReport,
  ComplaintRequest,
  Composition,
  Deleted,
  Forward,
  HeaderLine,
  Headers,
  Injected,
  Journey,
  Message,
  MessagePatch,
  Page,
  Part,
  ReceiptRequest,
  Reply,
  Summary,
  Thread,
  Transcript,
  TranscriptLine,
  Waited,
} from '../http/contract.ts'
import { FacteurError } from './facteur-error.ts'
import { bothQueries } from './scope.ts'
import type { Transport } from './transport.ts'
import { waitForMessages, type WaitOptions } from './wait.ts'

/** Which part of a list is wanted. */
export interface ListOptions {
  readonly query?: string | undefined
  /** Only what was captured after this position in the feed. */
  readonly after?: number | undefined
  /** Items of a page: 50 unless said otherwise, 1,000 at most. */
  readonly limit?: number | undefined
  /** The `next` of an earlier page. */
  readonly page?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** For `latest`: the newest of which messages. */
export interface Selection {
  readonly query?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** The envelope of an injected message; what is not given is taken from the header fields. */
export interface InjectedEnvelope {
  readonly from?: string
  readonly to?: string | readonly string[]
}

/**
 * The messages that were captured. Wherever an id is asked for, `latest` means the newest message, of those that
 * match a query if one is given, and of those in the client's scope.
 */
export class MessagesClient {
  readonly #transport: Transport
  readonly #scope: string | undefined

  constructor(transport: Transport, scope: string | undefined) {
    this.#transport = transport
    this.#scope = scope
  }

  /** One page of summaries, newest first. */
  list({ query, signal, ...parameters }: ListOptions = {}): Promise<Page<Summary>> {
    return this.#transport.json('GET', '/messages', {
      parameters: { query: bothQueries(this.#scope, query), ...parameters },
      ...(signal && { signal }),
    })
  }

  /** All summaries, newest first, asked for page by page. */
  async *all(options: Omit<ListOptions, 'page'> = {}): AsyncGenerator<Summary, void, undefined> {
    let page: string | undefined
    do {
      const answer: Page<Summary> = await this.list({ ...options, page })
      yield* answer.items
      page = answer.next ?? undefined
    } while (page !== undefined)
  }

  /**
   * Waits until messages match; the server answers in the moment in which they are there.
   *
   * @param query what must match, within the client's scope; without one, everything does
   * @param options `count` messages are waited for, one unless said otherwise; 0 proves that none comes
   * @returns with `after`, the oldest that match; without it, the newest; in the order of arrival either way. Its
   *   `cursor` as the next `after` misses nothing
   * @throws WaitTimeoutError with the messages that came nearest, UnexpectedMessageError for a `count` of 0,
   *   FacteurError
   */
  wait(query = '', options: WaitOptions & { readonly count?: number | undefined } = {}): Promise<Waited> {
    const { count = 1 } = options
    return waitForMessages(this.#transport, bothQueries(this.#scope, undefined), query, { ...options, count })
  }

  /** The whole message. */
  get(id: string, selection: Selection = {}): Promise<Message> {
    return this.#transport.json('GET', pathOf(id), this.#selected(id, selection))
  }

  /** The bytes exactly as they were received. */
  raw(id: string, selection: Selection = {}): Promise<Uint8Array> {
    return this.#transport.bytes(`${pathOf(id)}/raw`, this.#selected(id, selection))
  }

  /** The text. @throws FacteurError `no-text` */
  text(id: string, selection: Selection = {}): Promise<string> {
    return this.#transport.text(`${pathOf(id)}/text`, this.#selected(id, selection))
  }

  /**
   * The HTML as a document that is safe to show; the HTML as it was sent is in `get`. @throws FacteurError `no-html`
   *
   * @param selection `remote` lets it load images and styles from elsewhere
   */
  html(id: string, { remote, ...selection }: Selection & { remote?: boolean } = {}): Promise<string> {
    const { parameters, ...rest } = this.#selected(id, selection)
    return this.#transport.text(`${pathOf(id)}/html`, {
      ...rest,
      parameters: { ...parameters, remote: remote === true ? 1 : undefined },
    })
  }

  /** The header fields in order. */
  async headers(id: string, selection: Selection = {}): Promise<HeaderLine[]> {
    const path = `${pathOf(id)}/headers`
    const { items } = await this.#transport.json<Headers>('GET', path, this.#selected(id, selection))
    return items
  }

  /** The MIME tree. */
  structure(id: string, selection: Selection = {}): Promise<Part> {
    return this.#transport.json('GET', `${pathOf(id)}/structure`, this.#selected(id, selection))
  }

  /** All that happened to the message, who read it, and the messages that were made of it. */
  journey(id: string, selection: Selection = {}): Promise<Journey> {
    return this.#transport.json('GET', `${pathOf(id)}/journey`, this.#selected(id, selection))
  }

  /**
   * What a check says of the message. @throws FacteurError `no-such-check`
   *
   * @param name such as `authentication`
   */
  check(id: string, name: string, selection: Selection = {}): Promise<CheckReport> {
    const address = `${pathOf(id)}/checks/${encodeURIComponent(name)}`
    return this.#transport.json('GET', address, this.#selected(id, selection))
  }

  /** The message and those that it is tied to by References and In-Reply-To, in the order of arrival. */
  thread(id: string, selection: Selection = {}): Promise<Thread> {
    return this.#transport.json('GET', `${pathOf(id)}/thread`, this.#selected(id, selection))
  }

  /** The SMTP conversation that brought it; no lines when it came another way. */
  async transcript(id: string, selection: Selection = {}): Promise<TranscriptLine[]> {
    const path = `${pathOf(id)}/transcript`
    const { items } = await this.#transport.json<Transcript>('GET', path, this.#selected(id, selection))
    return items
  }

  /** A part by its number in the MIME tree, decoded. @throws FacteurError `no-such-part` */
  part(id: string, path: string, selection: Selection = {}): Promise<Uint8Array> {
    const address = `${pathOf(id)}/parts/${encodeURIComponent(path)}`
    return this.#transport.bytes(address, this.#selected(id, selection))
  }

  /** An attachment by its number, from 0. @throws FacteurError `no-such-attachment` */
  attachment(id: string, n: number, selection: Selection = {}): Promise<Uint8Array> {
    return this.#transport.bytes(`${pathOf(id)}/attachments/${n}`, this.#selected(id, selection))
  }

  /**
   * The address of something of a message, for a frame, an image or a download.
   *
   * @param what such as `raw`, `html`, `parts/1.2`, `attachments/0`
   */
  url(id: string, what: string, parameters: Readonly<Record<string, string>> = {}): string {
    return this.#transport.url(`${pathOf(id)}/${what}`, parameters)
  }

  /** Marks a message as seen or flagged, or sets its tags; what is left out stays as it is. */
  patch(id: string, patch: MessagePatch, selection: Selection = {}): Promise<Summary> {
    return this.#transport.json('PATCH', pathOf(id), { ...this.#selected(id, selection), json: patch })
  }

  /** Marks all messages that match, within the client's scope; gives how many are other than they were. */
  async patchAll(patch: MessagePatch, query?: string): Promise<number> {
    const parameters = { query: bothQueries(this.#scope, query) }
    const { changed } = await this.#transport.json<Changed>('PATCH', '/messages', { parameters, json: patch })
    return changed
  }

  /**
   * Deletes a message, in all accounts. A client with a scope deletes it only if it is within that, and from the
   * accounts alone that the scope names, if it names any.
   *
   * @throws FacteurError `not-found`
   */
  async delete(id: string, selection: Selection = {}): Promise<void> {
    if (bothQueries(this.#scope, undefined) === undefined) {
      return this.#transport.done('DELETE', pathOf(id), this.#selected(id, selection))
    }
    const named = id === 'latest' ? (await this.list({ ...selection, limit: 1 })).items[0]?.id : id
    const deleted = named === undefined ? 0 : await this.deleteAll(`id:${JSON.stringify(named)}`)
    if (deleted > 0) return undefined
    throw new FacteurError(`There is no message ${id} in the scope ${this.#scope}, so none was deleted.`, {
      status: 404,
      code: 'not-found',
      problem: null,
    })
  }

  /** Deletes all messages that match, within the client's scope; gives how many there were. */
  async deleteAll(query?: string): Promise<number> {
    const parameters = { query: bothQueries(this.#scope, query) }
    const { deleted } = await this.#transport.json<Deleted>('DELETE', '/messages', { parameters })
    return deleted
  }

  /**
   * Captures a message: bytes that are kept as they are, with their envelope, or a composition.
   *
   * @param message text is sent as UTF-8
   * @throws FacteurError
   */
  inject(message: Uint8Array | string, envelope?: InjectedEnvelope): Promise<Injected>
  inject(message: Composition): Promise<Injected>
  inject(message: Uint8Array | string | Composition, { from, to }: InjectedEnvelope = {}): Promise<Injected> {
    if (typeof message !== 'string' && !(message instanceof Uint8Array)) {
      return this.#transport.json('POST', '/messages', { json: message })
    }
    return this.#transport.json('POST', '/messages', {
      parameters: { from, to },
      body: { type: 'message/rfc822', bytes: message },
    })
  }

  /** Replies to a message, inside: to whoever sent it, in the same thread, with what `answer` says. */
  reply(id: string, answer: Reply = {}, selection: Selection = {}): Promise<Injected> {
    return this.#transport.json('POST', `${pathOf(id)}/reply`, {
      ...this.#selected(id, selection),
      json: answer,
    })
  }

  /** Passes a message on, inside and whole, as an attachment. */
  forward(id: string, message: Forward, selection: Selection = {}): Promise<Injected> {
    return this.#transport.json('POST', `${pathOf(id)}/forward`, {
      ...this.#selected(id, selection),
      json: message,
    })
  }

  /**
   * Bounces a message: its envelope sender gets a delivery status notification that names a recipient.
   *
   * @param bounce why it bounces, and whose copy
   * @throws FacteurError `conflict` when nobody gets a report on it
   */
  bounce(id: string, bounce: BounceRequest = {}, selection: Selection = {}): Promise<Injected> {
    return this.#report(id, 'bounce', bounce, selection)
  }

  /** Complains about a message to its envelope sender, as when a recipient marks it as spam. @throws FacteurError `conflict` */
  complain(id: string, complaint: ComplaintRequest = {}, selection: Selection = {}): Promise<Injected> {
    return this.#report(id, 'complain', complaint, selection)
  }

  /** Answers a message automatically, as of somebody who is away. @throws FacteurError `conflict` */
  autoReply(id: string, answer: AutoReplyRequest = {}, selection: Selection = {}): Promise<Injected> {
    return this.#report(id, 'auto-reply', answer, selection)
  }

  /**
   * Sends the receipt that a message asks for: a recipient opened it. No flag changes; `patch` sets `seen`.
   *
   * @throws FacteurError `conflict` when it asks for none and `to` is not given
   */
  markRead(id: string, receipt: ReceiptRequest = {}, selection: Selection = {}): Promise<Injected> {
    return this.#report(id, 'mark-read', receipt, selection)
  }

  #report(id: string, kind: string, request: object, selection: Selection): Promise<Injected> {
    return this.#transport.json('POST', `${pathOf(id)}/${kind}`, {
      ...this.#selected(id, selection),
      json: request,
    })
  }

  #selected(id: string, { query, signal }: Selection) {
    // Any other id names one message, whatever the scope.
    const parameters = id === 'latest' ? { query: bothQueries(this.#scope, query) } : {}
    return { parameters, ...(signal && { signal }) }
  }
}

function pathOf(id: string): string {
  return `/messages/${encodeURIComponent(id)}`
}
