import { expect, test } from 'vitest'
import { canonicalIp, clientNetwork, parseAddressLiteral } from '../../../server/delivery/hosts/ip-address.ts'

test.each([
  ['192.0.2.1', '192.0.2.1', '192.0.2'],
  ['::ffff:192.0.2.1', '192.0.2.1', '192.0.2'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::', '2001:db8:1:2::', '2001:db8:1:2'],
  ['fe80::1%eth0', 'fe80::1', 'fe80:0:0:0'],
  ['::1', '::1', '0:0:0:0'],
  ['::', '::', '0:0:0:0'],
  ['64:ff9b::192.0.2.1', '64:ff9b::c000:201', '64:ff9b:0:0'],
  ['1::5:6:7:8', '1::5:6:7:8', '1:0:0:0'],
  ['in process', 'in process', 'in process'],
  ['', '', ''],
])('the address %s is %s, and its client is %s', (address, canonical, network) => {
  expect(canonicalIp(address)).toBe(canonical)
  expect(clientNetwork(address)).toBe(network)
})

test.each([
  ['[192.0.2.1]', '192.0.2.1'],
  ['[IPv6:2001:DB8::0:1]', '2001:db8::1'],
  ['[ipv6:::1]', '::1'],
  ['[2001:db8::1]', null],
  ['[IPv6:192.0.2.1]', null],
  ['[192.0.2.256]', null],
  ['[]', null],
  ['192.0.2.1', null],
  ['[192.0.2.1', null],
])('the address literal %s stands for %s', (domain, address) => {
  expect(parseAddressLiteral(domain)).toBe(address)
})
