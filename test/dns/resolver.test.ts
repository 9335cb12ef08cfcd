import { describe, expect, it } from 'vitest'
import { indexOf } from './dns-zone.ts'
import { useDns } from './use-dns.ts'

const startDns = useDns()

describe('a resolver that asks the world', () => {
  it.each([
    ['A', 'shop.test', ['192.0.2.80']],
    ['A', 'SHOP.Test', ['192.0.2.80']],
    ['AAAA', 'shop.test', ['2001:db8::80']],
    ['TXT', 'shop.test', [['v=spf1 mx -all']]],
    ['PTR', '2.2.0.192.in-addr.arpa', ['mx2.shop.test']],
    ['PTR', `1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`, ['mx1.shop.test']],
    ['CNAME', 'www.shop.test', ['web.shop.test']],
    ['A', 'www.shop.test', ['192.0.2.1']],
    ['A', 'mx.xn--mnchen-3ya.test', ['192.0.2.3']],
    ['A', 'mx.münchen.test', ['192.0.2.3']],
  ])('gets the %s records of %s', async (type, name, records) => {
    const { resolver } = await startDns()
    expect(await resolver.resolve(name, type)).toEqual(records)
  })

  it('gets mail exchanges with their preferences', async () => {
    const { resolver } = await startDns()
    expect(await resolver.resolveMx('shop.test')).toMatchObject([
      { exchange: 'mx2.shop.test', priority: 20 },
      { exchange: 'mx1.shop.test', priority: 10 },
    ])
  })

  it('learns of a domain that takes no mail', async () => {
    const { resolver } = await startDns()
    expect(await resolver.resolveMx('null.test')).toMatchObject([{ exchange: '', priority: 0 }])
  })

  it('gets a mail exchange whose name is written in Unicode in the world', async () => {
    const { resolver } = await startDns()
    expect(await resolver.resolveMx('xn--mnchen-3ya.test')).toMatchObject([
      { exchange: 'mx.xn--mnchen-3ya.test' },
    ])
  })

  it('gets a long text whole, in pieces', async () => {
    const { resolver } = await startDns()
    const [pieces = []] = await resolver.resolveTxt('key._domainkey.shop.test')
    expect(pieces.length).toBe(3)
    expect(pieces.join('')).toBe(`v=DKIM1; p=${'k'.repeat(600)}`)
  })

  it('comes back over TCP for what a datagram does not hold', async () => {
    const { resolver } = await startDns()
    expect(await resolver.resolveMx('big.test')).toHaveLength(40)
  })

  it.each([
    ['A', 'nowhere.test', 'ENOTFOUND'],
    ['MX', 'gone.test', 'ENOTFOUND'],
    ['A', 'lost.shop.test', 'ENOTFOUND'],
    ['A', 'null.test', 'ENODATA'],
    ['TXT', 'mx1.shop.test', 'ENODATA'],
    ['SRV', 'shop.test', 'ENODATA'],
    ['A', '_domainkey.shop.test', 'ENODATA'],
    ['MX', 'broken.test', 'ESERVFAIL'],
  ])('is told about %s of %s: %s', async (type, name, code) => {
    const { resolver } = await startDns()
    await expect(resolver.resolve(name, type)).rejects.toMatchObject({ code })
  })

  it('waits in vain for a domain whose DNS times out', async () => {
    const { resolver } = await startDns({ patience: 100 })
    await expect(resolver.resolveMx('silent.test')).rejects.toMatchObject({ code: 'ETIMEOUT' })
  })

  it('sees another world with the next question', async () => {
    let index = indexOf({ hosts: { 'mx.test': { addresses: ['192.0.2.1'] } } })
    const { resolver } = await startDns({ index: () => index })
    expect(await resolver.resolve4('mx.test')).toEqual(['192.0.2.1'])
    index = indexOf({ hosts: { 'mx.test': { addresses: ['192.0.2.2'] } } })
    expect(await resolver.resolve4('mx.test')).toEqual(['192.0.2.2'])
  })
})
