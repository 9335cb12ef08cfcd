import { expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { accountOfLogin, addressOfLogin } from '../../server/mailbox/login.ts'
import { Store } from '../../server/mailbox/store.ts'

test('a login name with an @ opens its own account, which stays; any other the catch-all account', () => {
  const store = new Store({ clock: new SandboxClock() })
  expect(accountOfLogin(store, 'ci')).toBe(store.catchAll)
  expect(accountOfLogin(store, 'all')).toBe(store.catchAll)
  const account = accountOfLogin(store, 'Bob@X.test')
  expect(account.address).toBe('bob@x.test')
  expect(account.kept).toBe(true)
  expect(accountOfLogin(store, ' bob@x.test ')).toBe(account)
})

test.each([
  ['ci', 'all'],
  ['Bob@X.test', 'bob@x.test'],
  ['"bob"@x.test', 'bob@x.test'],
])('%s is the login of %s', (user, address) => {
  expect(addressOfLogin(user)).toBe(address)
})
