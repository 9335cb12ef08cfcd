import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-status.ts'

/** The file by which a script learns that the servers are ready, and where. */
export class ReadyFile {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  /** @throws CommandError */
  write(content: string): void {
    const draft = `${this.#path}.${process.pid}`
    try {
      writeFileSync(draft, content)
      // Whoever waits for the file never sees a part of it.
      renameSync(draft, this.#path)
    } catch (error) {
      throw this.#failure(error)
    }
  }

  /** @throws CommandError */
  remove(): void {
    try {
      rmSync(this.#path, { force: true })
    } catch (error) {
      throw this.#failure(error)
    }
  }

  #failure(error: unknown): CommandError {
    const { message } = error as Error
    return new CommandError(EXIT.cannotCreate, `--ready-file: ${message}`, { cause: error })
  }
}
