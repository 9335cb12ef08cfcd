import type { Problem } from '../http/contract.ts'
import { FacteurError } from './facteur-error.ts'

/** Names and values of a query string; undefined ones are left out, arrays are repeated. */
export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

interface RequestOptions {
  readonly parameters?: Parameters
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is, with its content type. */
  readonly body?: { readonly type: string; readonly bytes: Uint8Array | string }
  readonly signal?: AbortSignal
}

/** Makes requests to one server, and errors of what comes back. */
export class Transport {
  readonly baseUrl: string
  readonly authorization: string | undefined
  readonly #fetch: typeof fetch

  constructor(options: { baseUrl: string; authorization: string | undefined; fetch: typeof fetch }) {
    this.baseUrl = options.baseUrl
    this.authorization = options.authorization
    this.#fetch = options.fetch
  }

  /** The whole address of a path of the API, such as `/messages`. */
  url(path: string, parameters: Parameters = {}): string {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(parameters)) {
      for (const item of [value].flat()) if (item !== undefined) search.append(name, String(item))
    }
    const query = search.size > 0 ? `?${search.toString()}` : ''
    return `${this.baseUrl}/api/v1${path}${query}`
  }

  /** @throws FacteurError */
  async json<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
    const response = await this.#request(method, path, options)
    return (await response.json()) as T
  }

  /** @throws FacteurError */
  async text(path: string, options: RequestOptions = {}): Promise<string> {
    const response = await this.#request('GET', path, options)
    return response.text()
  }

  /** @throws FacteurError */
  async bytes(path: string, options: RequestOptions = {}): Promise<Uint8Array> {
    const response = await this.#request('GET', path, options)
    return new Uint8Array(await response.arrayBuffer())
  }

  /** A request whose answer has no body. @throws FacteurError */
  async done(method: string, path: string, options: RequestOptions = {}): Promise<void> {
    await this.#request(method, path, options)
  }

  async #request(method: string, path: string, options: RequestOptions): Promise<Response> {
    const { parameters, json, body, signal } = options
    const headers: Record<string, string> = { accept: 'application/json, */*' }
    if (this.authorization !== undefined) headers['authorization'] = this.authorization
    if (json !== undefined) headers['content-type'] = 'application/json'
    else if (body !== undefined) headers['content-type'] = body.type
    let response: Response
    try {
      response = await this.#fetch(this.url(path, parameters), {
        method,
        headers,
        body: json === undefined ? ((body?.bytes ?? null) as RequestInit['body']) : JSON.stringify(json),
        signal: signal ?? null,
      })
    } catch (error) {
      if (signal?.aborted === true) throw error
      throw this.#unreachable(error)
    }
    if (!response.ok) throw await failure(method, path, response)
    return response
  }

  #unreachable(error: unknown): FacteurError {
    const { cause } = error as { cause?: { code?: string } }
    const reason = cause?.code ?? (error as Error).message
    return new FacteurError(
      `Facteur does not answer at ${this.baseUrl} (${reason}). Is it running there? \`npx facteur\` starts it.`,
      { status: 0, code: 'unreachable', problem: null, cause: error },
    )
  }
}

async function failure(method: string, path: string, response: Response): Promise<FacteurError> {
  const { status } = response
  const problem = await readProblem(response)
  const what = `${method} ${path} was answered by ${status}`
  if (problem === null) {
    const hint = `${what} ${response.statusText}, which is no answer of Facteur; does baseUrl lead to it?`
    return new FacteurError(hint, { status, code: 'unknown', problem })
  }
  return new FacteurError(`${problem.detail} (${what}, ${problem.code})`, {
    status,
    code: problem.code,
    problem,
  })
}

async function readProblem(response: Response): Promise<Problem | null> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json') !== true) return null
  try {
    return (await response.json()) as Problem
  } catch {
    return null
  }
}
