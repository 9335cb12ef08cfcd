/**
 * The shapes of the HTTP API, as schemas and as static types of the same names. Requests are checked against
 * them, the OpenAPI document is made of them, and the client and the web inbox import their types from here.
 */
export * from './contract/account.ts'
export * from './contract/answer.ts'
export * from './contract/check.ts'
export * from './contract/clock.ts'
export * from './contract/event.ts'
export * from './contract/fault.ts'
export * from './contract/info.ts'
export * from './contract/journey.ts'
export * from './contract/list.ts'
export * from './contract/message.ts'
export * from './contract/problem.ts'
export * from './contract/queue.ts'
export * from './contract/report.ts'
export * from './contract/wait.ts'
export * from './contract/world.ts'
