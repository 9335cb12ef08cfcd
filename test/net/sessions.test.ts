import { expect, test } from 'vitest'
import { type OpenSession, SessionRegistry } from '../../server/net/sessions.ts'

const session = (id: string, protocol: OpenSession['protocol']): OpenSession => {
  return { id, protocol, address: '127.0.0.1', port: 4711, since: 0, user: null, tls: false }
}

test('SessionRegistry lists what is open, and what its sessions have become', () => {
  const sessions = new SessionRegistry()
  const first = session('1', 'smtp')
  const close = sessions.open(first)
  sessions.open(session('2', 'imap'))
  first.user = 'anna'
  expect(sessions.list().map(({ id, user }) => [id, user])).toEqual([
    ['1', 'anna'],
    ['2', null],
  ])
  expect(sessions.count()).toBe(2)
  expect(sessions.count('smtp')).toBe(1)
  close()
  close()
  expect(sessions.list().map(({ id }) => id)).toEqual(['2'])
  expect(sessions.count('smtp')).toBe(0)
})
