/**
 * Every way in which an operation on mailboxes can be refused. Each surface maps this list once to its own
 * language.
 */
export type DomainErrorCode =
  | 'no-such-account'
  | 'no-such-folder'
  | 'folder-exists'
  | 'folder-has-children'
  | 'inbox-is-permanent'
  | 'invalid-folder-name'
  | 'invalid-keyword'
  | 'invalid-page'
  | 'over-quota'
  | 'too-many-accounts'
  | 'too-many-folders'
  | 'too-many-keywords'

/** An operation that cannot be done as asked; nothing has changed. */
export class DomainError extends Error {
  readonly code: DomainErrorCode

  /** @param message for people: what went wrong and what to do next */
  constructor(code: DomainErrorCode, message: string) {
    super(message)
    this.name = 'DomainError'
    this.code = code
  }
}
