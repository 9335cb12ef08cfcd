import { afterAll, beforeAll, onTestFinished, vi } from 'vitest'
import {
  openFacteur,
  type Facteur,
  type FacteurOptions,
  type MailOptions,
} from '../../server/testing/facteur.ts'
import type { TestMail } from '../../server/testing/test-mail.ts'

/** One Facteur for the tests of a file, in this process whatever the environment says. */
export function useOneFacteur(options?: FacteurOptions): {
  readonly facteur: Facteur
  openMail(options?: MailOptions): TestMail
} {
  let facteur: Facteur | undefined
  const opened = (): Facteur => {
    if (facteur === undefined) throw new Error('it is open within tests only')
    return facteur
  }
  beforeAll(async () => {
    vi.stubEnv('FACTEUR_URL', '')
    facteur = await openFacteur(options)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await facteur?.close()
  })
  return {
    get facteur() {
      return opened()
    },
    openMail(about) {
      const mail = opened().openMail(about)
      onTestFinished(async () => {
        await mail.clear()
      })
      return mail
    },
  }
}
