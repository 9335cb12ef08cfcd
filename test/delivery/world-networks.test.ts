import { describe, expect, test } from 'vitest'
import { isNetwork, networkTest } from '../../server/delivery/world/network-test.ts'

describe('a network', () => {
  test.each(['127.0.0.1', '127.0.0.0/8', '0.0.0.0/0', '::1', '2001:db8::/32', '192.0.2.1/32'])(
    'is %j',
    text => {
      expect(isNetwork(text)).toBe(true)
    },
  )

  test.each([
    '',
    'localhost',
    '127.0.0',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '10.0.0.0/1e1',
    'fe80::1%eth0',
  ])('is not %j', text => {
    expect(isNetwork(text)).toBe(false)
  })

  test.each<[string[], string, boolean]>([
    [['127.0.0.0/8'], '127.1.2.3', true],
    [['127.0.0.0/8'], '128.0.0.1', false],
    [['127.0.0.1'], '127.0.0.1', true],
    [['127.0.0.1'], '127.0.0.2', false],
    [['127.0.0.0/8'], '::ffff:127.0.0.1', true],
    [['127.0.0.0/8'], '::FFFF:127.0.0.1', true],
    [['10.0.0.0/8', '2001:db8::/32'], '2001:db8:1::1', true],
    [['10.0.0.0/8', '2001:db8::/32'], '2001:db9::1', false],
    [['0.0.0.0/0'], '::1', false],
    [['0.0.0.0/0'], 'unknown', false],
    [[], '127.0.0.1', false],
  ])('of %j: %s: %j', (networks, address, belongs) => {
    expect(networkTest(networks)(address)).toBe(belongs)
  })
})
