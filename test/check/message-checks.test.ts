import dns from 'node:dns'
import type { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { CheckLimits } from '../../server/check/check-limits.ts'
import { MessageChecks } from '../../server/check/message-checks.ts'
import { SandboxClock } from '../../server/clock.ts'
import { WorldHolder } from '../../server/delivery/world/world-holder.ts'
import { Store } from '../../server/mailbox/store.ts'
import { capture } from '../http/http-fixture.ts'
import { authenticate, MAIL, results, rsaKey, signed, txt } from './check-fixture.ts'

function createChecks(limits: Partial<CheckLimits> = {}) {
  const clock = new SandboxClock()
  const store = new Store({ clock })
  const world = new WorldHolder({ clock, readyMade: false, plusAddresses: false })
  const checks = new MessageChecks(world, limits)
  onTestFinished(async () => {
    await checks.close()
    store.close()
    clock.close()
  })
  return { store, world, checks }
}

/** Signatures that differ in what of the body they sign: it is hashed once for each. */
function costlySignatures(count: number): string {
  return Array.from(
    { length: count },
    (_, n) =>
      `DKIM-Signature: v=1; a=rsa-sha256; d=app.test; s=s1; c=relaxed/relaxed; l=${9e6 + n}; h=from; bh=AA; b=AA\r\n`,
  ).join('')
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('checks of messages', () => {
  it('ask the world as it is then', async () => {
    const { store, world, checks } = createChecks()
    const key = rsaKey()
    const message = capture(store, { raw: await signed(MAIL, key) })
    const before = await checks.run('authentication', message)
    expect(results(before.findings)).toEqual(['spf=none', 'dkim=permerror', 'dmarc=none'])
    expect(before.score).toBe(0)
    await world.replace({
      records: [
        txt('app.test', 'v=spf1 ip4:203.0.113.1 -all'),
        txt('s1._domainkey.app.test', key.record),
        txt('_dmarc.app.test', 'v=DMARC1; p=reject'),
      ],
    })
    const after = await checks.run('authentication', message)
    expect(results(after.findings)).toEqual(['spf=fail', 'dkim=pass', 'dmarc=pass'])
    expect(after.score).toBe(67)
  })

  it('rate what was not judged with 100', async () => {
    const { store, checks } = createChecks()
    const session = {
      id: 'i',
      protocol: 'internal',
      ehlo: null,
      address: null,
      port: null,
      tls: null,
      auth: null,
    } as const
    const report = await checks.run('authentication', capture(store, { from: '', session }))
    expect(report.score).toBe(100)
    expect(report.findings.map(({ severity }) => severity)).toEqual(['info', 'info', 'info'])
  })

  it('never ask the real DNS', async () => {
    const asked = [
      vi.spyOn(dns, 'resolve'),
      vi.spyOn(dns, 'lookup'),
      vi.spyOn(dns.promises, 'resolve'),
      vi.spyOn(dns.promises, 'lookup'),
    ]
    const raw = await signed(MAIL.replace('app.test', 'example.com'), rsaKey(), { domain: 'example.com' })
    const records = [txt('example.com', 'v=spf1 mx a ptr include:example.org exists:%{i}.example.net -all')]
    expect(results(await authenticate({ records }, { raw, sender: 'a@example.com' }))).toEqual([
      'spf=permerror',
      'dkim=permerror',
      'dmarc=none',
    ])
    for (const spy of asked) expect(spy).not.toHaveBeenCalled()
  })

  it('are given up when they take too long, and go on with the next message', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const { store, checks } = createChecks({ timeout: 1500 })
    const body = Buffer.alloc(9e6, ' ')
    const costly = capture(store, {
      raw: Buffer.concat([Buffer.from(`${costlySignatures(10)}${MAIL}`), body]),
    })
    const pending = [
      checks.run('authentication', costly),
      checks.run('authentication', capture(store)),
    ] as const
    await vi.advanceTimersByTimeAsync(1500)
    const reports = await Promise.all(pending)
    expect(reports[0].findings).toMatchObject([
      { rule: 'authentication', result: 'temperror', detail: expect.stringContaining('1.5 seconds') },
    ])
    expect(results(reports[1].findings)).toEqual(['spf=none', 'dkim=none', 'dmarc=none'])
  })

  it('end their thread when there are none for a while, and begin another', async () => {
    const { store, checks } = createChecks({ threadIdle: 0 })
    const message = capture(store)
    const exited = new Promise<void>(resolve => {
      process.once('worker', (worker: Worker) => worker.once('exit', () => resolve()))
    })
    await checks.run('authentication', message)
    await exited
    expect((await checks.run('authentication', message)).findings).toHaveLength(3)
  })

  it('end at once when they are closed', async () => {
    const { store, checks } = createChecks()
    const message = capture(store)
    const pending = [checks.run('authentication', message), checks.run('authentication', message)]
    const ends = Promise.all(
      pending.map(run => expect(run).rejects.toThrow(/the thread .*(ended|was closed)/)),
    )
    await checks.close()
    await ends
  })

  it('do not begin for those who wait no longer', async () => {
    const { store, checks } = createChecks()
    const message = capture(store)
    const gone = new AbortController()
    const first = checks.run('authentication', message)
    const second = checks.run('authentication', message, gone.signal)
    gone.abort()
    await first
    await expect(second).rejects.toThrow('aborted')
  })

  it('look at a message that is deleted before its turn', async () => {
    const { store, checks } = createChecks()
    const first = checks.run('authentication', capture(store))
    const message = capture(store)
    const second = checks.run('authentication', message)
    store.apply({ type: 'delete-message', ids: [message.id] })
    expect((await second).findings).toEqual((await first).findings)
  })

  it('come to an end in time, whatever the message', async () => {
    const { store, checks } = createChecks()
    const hostile = [
      `DKIM-Signature: v=1; a=rsa-sha256; d=app.test; s=s1; h=${'a:'.repeat(20_000)}from; bh=AA; b=AA\r\n${'b:\r\n'.repeat(2000)}${MAIL}`,
      `From: ${'a@app.test,'.repeat(20_000)}\r\n\r\n`,
      `From: ${'g:'.repeat(20_000)}a@app.test${';'.repeat(20_000)}\r\n\r\n`,
      'ARC-Seal: i=1; cv=none; a=rsa-sha256; d=app.test; s=s1; b=AA\r\n'.repeat(3000) + MAIL,
      `X: ${'a\r\n '.repeat(4900)}\r\n${MAIL}`,
      costlySignatures(10) + MAIL + 'hello   world\r\n'.repeat(100_000),
    ].map(raw => capture(store, { raw }))
    for (const message of hostile) {
      const { findings } = await checks.run('authentication', message)
      expect(findings.length).toBeGreaterThan(1)
    }
  })
})
