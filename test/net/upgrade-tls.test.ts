import { once } from 'node:events'
import { duplexPair } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { upgradeToTls } from '../../server/net/upgrade-tls.ts'
import { useCertificate } from '../smtp/use-receiving.ts'

const certificate = useCertificate()

afterEach(() => {
  vi.useRealTimers()
})

describe('upgradeToTls', () => {
  test('encrypts any stream, and gives it paused', async () => {
    const [ours, theirs] = duplexPair()
    const client = connectTls({ socket: theirs, rejectUnauthorized: false })
    const server = await upgradeToTls(ours, certificate())
    expect(server.isPaused()).toBe(true)
    client.write('ping')
    expect(String((await once(server.resume(), 'data'))[0])).toBe('ping')
    server.write('pong')
    expect(String((await once(client, 'data'))[0])).toBe('pong')
  })

  test('gives up on a client that says something else, and closes the stream', async () => {
    const [ours, theirs] = duplexPair()
    theirs.resume()
    theirs.write('NOOP\r\n')
    await expect(upgradeToTls(ours, certificate())).rejects.toThrow(/SSL|TLS|wrong version/i)
    expect(ours.destroyed).toBe(true)
  })

  test('closes the stream when what comes later is no TLS', async () => {
    const [ours, theirs] = duplexPair()
    const client = connectTls({ socket: theirs, rejectUnauthorized: false }).on('error', () => {})
    const server = await upgradeToTls(ours, certificate())
    client.write('ping')
    await once(server.resume(), 'data')
    theirs.write('this is no record of TLS')
    await once(ours, 'close')
    expect(server.destroyed).toBe(true)
    client.destroy()
  })

  test('gives up on a client that goes away', async () => {
    const [ours, theirs] = duplexPair()
    const upgrade = upgradeToTls(ours, certificate())
    theirs.destroy()
    ours.destroy()
    await expect(upgrade).rejects.toThrow('the client went away during the TLS handshake')
  })

  test('gives up on a client that says nothing for 30 s', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [ours] = duplexPair()
    const upgrade = upgradeToTls(ours, certificate())
    const outcome = expect(upgrade).rejects.toThrow('the TLS handshake took too long')
    vi.advanceTimersByTime(29_999)
    expect(ours.destroyed).toBe(false)
    vi.advanceTimersByTime(1)
    await outcome
    expect(ours.destroyed).toBe(true)
  })
})
