import { describe, expect, test } from 'vitest'
import { formatRoute, parseRoute, type Route } from '../../web/app/route.ts'

const ALL = {
  page: 'mail',
  mailbox: { kind: 'all' },
  query: '',
  id: null,
  tab: null,
  panel: null,
  writing: null,
} as const
const folder = (address: string, name: string) => ({ kind: 'folder', address, folder: name }) as const

const ADDRESSES: readonly (readonly [string, Route])[] = [
  ['/', ALL],
  ['/?q=from%3Aanna+%22two+words%22', { ...ALL, query: 'from:anna "two words"' }],
  ['/all/01KA', { ...ALL, id: '01KA' }],
  ['/all/01KA/checks', { ...ALL, id: '01KA', tab: 'checks' }],
  ['/all/01KA/source?q=hello', { ...ALL, id: '01KA', tab: 'source', query: 'hello' }],
  ['/accounts/bob%40x.test/INBOX', { ...ALL, mailbox: folder('bob@x.test', 'INBOX') }],
  [
    '/accounts/bob%40x.test/Archive%2F2026/01KA/smtp',
    { ...ALL, mailbox: folder('bob@x.test', 'Archive/2026'), id: '01KA', tab: 'smtp' },
  ],
  ['/refused', { ...ALL, page: 'refused' }],
  ['/compose', { ...ALL, writing: 'compose' }],
  ['/all/01KA/reply-all', { ...ALL, id: '01KA', writing: 'reply-all' }],
  ['/all/01KA/compose?q=anna', { ...ALL, id: '01KA', query: 'anna', writing: 'compose' }],
  [
    '/accounts/bob%40x.test/INBOX/compose',
    { ...ALL, mailbox: { kind: 'folder', address: 'bob@x.test', folder: 'INBOX' }, writing: 'compose' },
  ],
  ['/status', { ...ALL, page: 'status' }],
  ['/delivery', { ...ALL, page: 'delivery' }],
  ['/delivery/world', { ...ALL, page: 'delivery', panel: 'world' }],
  [
    '/accounts/bob%40x.test/imap/Archive%2F2026',
    { ...ALL, page: 'imap', mailbox: folder('bob@x.test', 'Archive/2026') },
  ],
  ['/accounts/bob%40x.test/imap/imap', { ...ALL, page: 'imap', mailbox: folder('bob@x.test', 'imap') }],
  ['/accounts/all/pop3', { ...ALL, page: 'pop3', mailbox: folder('all', 'INBOX') }],
  ['/accounts/bob%40x.test/%70op3/01KA', { ...ALL, mailbox: folder('bob@x.test', 'pop3'), id: '01KA' }],
]

describe('an address of the inbox', () => {
  test.each(ADDRESSES)('%s is read and written alike', (address, route) => {
    const url = new URL(address, 'http://facteur.test')
    expect(parseRoute(url.pathname, url.search)).toEqual(route)
    expect(formatRoute(route)).toBe(address)
  })

  test('of an account alone shows its INBOX', () => {
    expect(parseRoute('/accounts/bob@x.test', '').mailbox).toEqual(folder('bob@x.test', 'INBOX'))
  })

  test('of the IMAP view alone shows its INBOX', () => {
    expect(parseRoute('/accounts/bob@x.test/imap', '')).toEqual({
      ...ALL,
      page: 'imap',
      mailbox: folder('bob@x.test', 'INBOX'),
    })
  })

  test('of a session of the account that has all mail names that account', () => {
    expect(formatRoute({ ...ALL, page: 'imap' })).toBe('/accounts/all/imap/INBOX')
  })

  test.each(['/nothing/here', '/accounts', '/accounts//INBOX', '/all'])(
    '%s, which names nothing, shows all mail',
    path => {
      expect(parseRoute(path, '')).toEqual(ALL)
    },
  )

  test('with a tab that does not exist leaves the choice of the tab open', () => {
    expect(parseRoute('/all/01KA/nonsense', '').tab).toBeNull()
  })

  test.each(['/delivery/nonsense', '/status/world'])('%s shows the page alone', path => {
    expect(parseRoute(path, '').panel).toBeNull()
  })

  test('with broken percent encoding is taken as it stands', () => {
    expect(parseRoute('/all/100%', '').id).toBe('100%')
  })
})
