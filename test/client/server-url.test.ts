import { describe, expect, it } from 'vitest'
import { createClient } from '../../server/client/client.ts'
import { readServerUrl } from '../../server/client/server-url.ts'
import { Users } from '../../server/net/users.ts'
import { startTestServer } from '../http/http-fixture.ts'

function basic(user: string): string {
  return `Basic ${Buffer.from(user).toString('base64')}`
}

describe('the URL of a server', () => {
  it.each([
    ['http://localhost:8025', 'http://localhost:8025', undefined],
    ['http://localhost:8025//', 'http://localhost:8025', undefined],
    ['localhost:8025', 'http://localhost:8025', undefined],
    ['[::1]:8025', 'http://[::1]:8025', undefined],
    ['https://ci.example/mail/', 'https://ci.example/mail', undefined],
    ['http://anna:p%40ss@ci:8025', 'http://ci:8025', 'anna:p@ss'],
    ['http://anna@ci:8025', 'http://ci:8025', 'anna:'],
    ['http://%C3%A4nne:%F0%9F%94%91@ci:8025', 'http://ci:8025', 'änne:🔑'],
  ])('%s', (text, baseUrl, user) => {
    expect(readServerUrl(text)).toEqual({ baseUrl, authorization: user && basic(user) })
  })

  it.each(['', 'http://', 'ftp://localhost', 'http://local host', 'localhost:port', 'http://%zz@localhost'])(
    'is not %j',
    text => {
      expect(() => readServerUrl(text)).toThrow(/write it as http:\/\/localhost:8025$/)
    },
  )

  it('says who logs in, unless somebody is named before it or after it', () => {
    const defaultUsers = 'ci:a eve:b'
    expect(readServerUrl('http://ci', { defaultUsers }).authorization).toBe(basic('ci:a'))
    expect(readServerUrl('http://anna@ci', { defaultUsers }).authorization).toBe(basic('anna:'))
    expect(readServerUrl('http://anna@ci', { user: 'bob:c' }).authorization).toBe(basic('bob:c'))
  })

  it('lets a client log in', async () => {
    const { url, store } = await startTestServer({ users: Users.parse(['ci:p@ss']) })
    const client = createClient({ baseUrl: url.replace('://', '://ci:p%40ss@') })
    expect(client.baseUrl).toBe(url)
    await expect(client.cursor()).resolves.toBe(store.feed.seq)
  })
})
