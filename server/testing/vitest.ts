import { expect, test as base } from 'vitest'
import { openFacteur, type FacteurOptions } from './facteur.ts'
import { matchers, type FacteurMatchers } from './matchers.ts'

export * from './testing.ts'
export { expect }

declare module 'vitest' {
  interface Matchers<R, T> extends FacteurMatchers<R> {}
}

expect.extend(matchers)

/** Milliseconds within which a test asks for its mail when it has waited for Facteur to start. */
const JUST_STARTED = 100

/**
 * Makes a `test` that knows mail. `facteur` is the Facteur of the worker, started in this process or connected to
 * (FACTEUR_URL) when the first test asks for it. `mail` is the test's own: addresses that no other test has, and a
 * client that sees nothing but what is sent to them. It is deleted when the test is over. To be called once, at the top
 * level of a file: Vitest takes no fixtures of a worker within `describe`.
 *
 * @param options which Facteur, and how tests tell their mail apart
 *
 * @example
 * import { expect, useFacteur } from 'facteur/vitest'
 *
 * const test = useFacteur({ sandbox: { maxMessages: 100 } })
 *
 * test.beforeAll(({ facteur }) => application.start({ smtp: facteur.smtp }))
 *
 * test('sends a code', async ({ mail }) => {
 *   await application.signIn(mail.address('anna'))
 *   const message = await mail.waitForMessage('subject:"Your code"')
 *   expect(message).toHaveCode(/^\d{6}$/)
 *   await expect(mail).not.toHaveReceived('subject:Welcome')
 * })
 */
export function useFacteur(options: FacteurOptions = {}) {
  let started = { from: 0, to: 0 }
  return (
    base
      // Vitest reads here which fixtures a fixture needs, and takes nothing but a destructuring pattern.
      // oxlint-disable-next-line no-empty-pattern
      .extend('facteur', { scope: 'worker' }, async ({}, { onCleanup }) => {
        const from = performance.now()
        const facteur = await openFacteur({ timeout: '10s', ...options })
        started = { from, to: performance.now() }
        onCleanup(() => facteur.close())
        return facteur
      })
      .extend('mail', async ({ facteur, task }, { onCleanup }) => {
        const now = performance.now()
        // The time of a test runs while the fixtures it asks for start.
        const begin = now - started.to < JUST_STARTED ? started.from : now
        const end = task.timeout > 0 ? begin + task.timeout : Infinity
        const mail = facteur.openMail({ title: task.name, remaining: () => end - performance.now() })
        onCleanup(async () => {
          await mail.clear()
        })
        return mail
      })
  )
}

/** The `test` that knows mail, of the server that FACTEUR_URL names, or of one in this process. */
export const test = useFacteur()
export { test as it }
