import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type TlsMaterial, loadCertificate } from '../../server/net/certificate.ts'
import { SMTP_LIMITS, type SmtpLimits } from '../../server/smtp/limits.ts'
import { type Receiving, startReceiving } from './start-receiving.ts'
import { Talk } from './talk.ts'

/** Gives a function that starts receivers, which are closed after each test. */
export function useReceiving(): typeof startReceiving {
  const open: Receiving[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map(receiving => receiving.close()))
  })
  return async options => {
    const receiving = await startReceiving(options)
    open.push(receiving)
    return receiving
  }
}

/** Gives a function that gives the certificate which all tests of a file share. */
export function useCertificate(): () => TlsMaterial {
  let directory: string
  let material: TlsMaterial
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'facteur-'))
    material = await loadCertificate({ hosts: [], directory })
  })
  afterAll(() => rm(directory, { recursive: true }))
  return () => material
}

/** A client that has said EHLO. */
export async function talkTo(receiving: Receiving): Promise<Talk> {
  return new Talk(await receiving.connect()).greet()
}

/** Options with other limits than the default ones. */
export function limited(limits: Partial<SmtpLimits>): { limits: SmtpLimits } {
  return { limits: { ...SMTP_LIMITS, ...limits } }
}
