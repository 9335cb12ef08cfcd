import { parseWorld } from '../../server/delivery/world/parse-world.ts'
import { WorldIndex } from '../../server/delivery/world/world-index.ts'

/** Look-ups in a world without anything ready-made. */
export function indexOf(document: object): WorldIndex {
  return new WorldIndex(parseWorld(document, 0), { readyMade: false, plusAddresses: false })
}

/** Of every kind of answer one. */
export const WORLD = {
  domains: {
    'shop.test': { mx: ['20 mx2.shop.test', '10 mx1.shop.test'], addresses: ['192.0.2.80', '2001:db8::80'] },
    'null.test': { mx: 'none' },
    'gone.test': { dns: 'nxdomain' },
    'broken.test': { dns: 'servfail' },
    'silent.test': { dns: 'timeout' },
    'münchen.test': { mx: ['10 mx.münchen.test'] },
    'big.test': { mx: Array.from({ length: 40 }, (_, n) => `10 mx${n}.big.test`) },
  },
  hosts: {
    'mx1.shop.test': { addresses: ['192.0.2.1', '2001:db8::1'] },
    'mx2.shop.test': { addresses: ['192.0.2.2'] },
    'mx.münchen.test': { addresses: ['192.0.2.3'] },
  },
  records: [
    { name: 'shop.test', type: 'TXT', value: 'v=spf1 mx -all' },
    { name: 'key._domainkey.shop.test', type: 'TXT', value: `v=DKIM1; p=${'k'.repeat(600)}` },
    { name: 'www.shop.test', type: 'CNAME', value: 'web.shop.test' },
    { name: 'web.shop.test', type: 'CNAME', value: 'mx1.shop.test' },
    { name: 'lost.shop.test', type: 'CNAME', value: 'nowhere.test' },
  ],
}
