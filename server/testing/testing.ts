/**
 * What tests are written with, whatever runs them: package entry `./testing`. Those of Vitest and Playwright have
 * entries of their own, with fixtures.
 */
export { codeOf } from './code.ts'
export { openFacteur } from './facteur.ts'
export type { Facteur, FacteurOptions, MailOptions } from './facteur.ts'
export { linkOf } from './link.ts'
export type { LinkPattern } from './link.ts'
export { matchers } from './matchers.ts'
export type { FacteurMatchers } from './matchers.ts'
export type { ReceivedOptions } from './received.ts'
export { snapshotOf } from './snapshot.ts'
export type { SnapshotOptions } from './snapshot.ts'
export type { SmtpAddress, TestMail } from './test-mail.ts'
export type { TextPattern } from './text-pattern.ts'
