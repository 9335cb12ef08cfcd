import { expect, describe, test } from 'vitest'
import { parseWorld } from '../../server/delivery/world/parse-world.ts'
import { WorldSyntaxError } from '../../server/delivery/world/world-syntax-error.ts'

const inDomain = (domain: unknown) => ({ domains: { 'x.test': domain } })
const inAccount = (account: unknown) => inDomain({ accounts: { anna: account } })
const inHost = (host: unknown) => ({ hosts: { 'mx.x.test': host } })
const inRule = (rule: object) => inHost({ refuse: [{ reply: '550 no', ...rule }] })
const inRecord = (record: object) => ({
  records: [{ name: 'x.test', type: 'A', value: '192.0.2.1', ...record }],
})

const DOMAIN = '/domains/x.test'
const ACCOUNT = `${DOMAIN}/accounts/anna`
const HOST = '/hosts/mx.x.test'
const RULE = `${HOST}/refuse/0`

describe('what is wrong is named with its place and with what fits:', () => {
  test.each<[unknown, string]>([
    [null, 'the world must be an object with some of submission, retry, domains, hosts, records'],
    [[], 'the world must be an object'],
    [{ domain: {} }, '/domain is not known here; did you mean domains?'],
    [{ zone: {} }, '/zone is not known here; there are submission, retry, domains, hosts, records'],
    [{ domains: ['x.test'] }, '/domains must be an object such as {shop.test: '],
    [{ domains: { 'a b': {} } }, '/domains/a b must be a name such as "mx1.partner.test"'],
    [{ domains: { '192.0.2.1': {} } }, '/domains/192.0.2.1 must be a name'],
    [{ domains: { 'a/~b': {} } }, '/domains/a~1~0b must be a name'],
    [{ domains: { [`${'a'.repeat(64)}.test`]: {} } }, 'must be a name'],
    [{ domains: { 'x.test': {}, 'X.test.': {} } }, '/domains/X.test. is there twice, as "x.test"'],
    [inDomain(7), `${DOMAIN} must be an object with some of local, refuse`],
    [inDomain({ acounts: [] }), `${DOMAIN}/acounts is not known here; did you mean accounts or account?`],
    [inDomain({ local: 'yes' }), `${DOMAIN}/local must be true or false`],
    [inDomain({ refuse: 'later' }), `${DOMAIN}/refuse must be one of rcpt, data, bounce`],
    [inDomain({ accounts: 'anna' }), `${DOMAIN}/accounts must be an object such as {anna: `],
    [inDomain({ accounts: ['a@b'] }), `${DOMAIN}/accounts/0 must be what stands before the @`],
    [inDomain({ accounts: ['anna', 'Anna'] }), `${DOMAIN}/accounts/1 is there twice, as "anna"`],
    [
      inDomain({ accounts: ['anna'], catchAll: 'ana' }),
      `${DOMAIN}/catchAll must be one of the accounts of x.test`,
    ],
    [inDomain({ aliases: { sales: 'a@b@' } }), `${DOMAIN}/aliases/sales must be an address such as`],
    [
      inDomain({ aliases: { sales: [7] } }),
      `${DOMAIN}/aliases/sales/0 must be an address such as "anna@partner.test"; write numbers in quotes`,
    ],
    [inDomain({ aliases: { sales: [] } }), `${DOMAIN}/aliases/sales must have an address at least`],
    [inDomain({ local: false, aliases: {} }), `${DOMAIN}/aliases is for local domains`],
    [inDomain({ mx: ['mx1.x.test'] }), `${DOMAIN}/mx/0 must be a preference and a host: "10 mx1`],
    [inDomain({ mx: ['70000 mx1.x.test'] }), `${DOMAIN}/mx/0 must have a preference from 0 to 65535`],
    [inDomain({ mx: ['10 192.0.2.1'] }), `${DOMAIN}/mx/0 must be a name`],
    [inDomain({ mx: [{ preference: 1 }] }), `${DOMAIN}/mx/0 must have a host`],
    [inDomain({ addresses: ['192.0.2.256'] }), `${DOMAIN}/addresses/0 must be an IP address such as`],
    [inDomain({ dns: 'gone' }), `${DOMAIN}/dns must be one of found, nxdomain, servfail, timeout`],
    [inAccount({ quota: 'much' }), `${ACCOUNT}/quota is wrong: "much" is not a size`],
    [inAccount({ quota: -1 }), `${ACCOUNT}/quota must be a size such as "10MB", or a number of bytes`],
    [inAccount({ quotaMessages: 1.5 }), `${ACCOUNT}/quotaMessages must be a whole number from 0 on`],
    [inAccount({ full: true }), `${ACCOUNT}/full must be one of temporary, permanent`],
    [inAccount({ forward: [''] }), `${ACCOUNT}/forward/0 must be an address`],
    [
      inAccount({ vacation: { text: 'x', from: '5d', until: '1d' } }),
      `${ACCOUNT}/vacation/until must come after \`from\``,
    ],
    [inAccount({ vacation: {} }), `${ACCOUNT}/vacation must be a text, or an object that has one`],
    [inAccount({ vacation: { text: 'x', every: 7 } }), `${ACCOUNT}/vacation/every must be a duration such`],
    [
      inAccount({ vacation: { text: 'x', from: 'now' } }),
      `${ACCOUNT}/vacation/from must be a date-time such`,
    ],
    [
      inAccount({ vacation: { text: 'x', from: '2026-11-22' } }),
      `${ACCOUNT}/vacation/from must be a date-time such as "2026-11-21T20:46:30Z", or a duration since the start`,
    ],
    [inAccount({ refusal: 'no' }), `${ACCOUNT}/refusal must be a reply such as "550 5.7.1 not here"`],
    [inAccount({ refusal: 550 }), `${ACCOUNT}/refusal must be a reply such as "550 5.7.1 not here"`],
    [inAccount({ refusal: '250 ok' }), `${ACCOUNT}/refusal must have a code from 400 to 599`],
    [inAccount({ refusal: '550 4.7.1 x' }), `${ACCOUNT}/refusal must have an enhanced code such as 5.7.1`],
    [inAccount({ refusal: '550 a\r\n250 ok' }), `${ACCOUNT}/refusal must have a text of one line`],
    [
      inAccount({ refusal: `550 ${'é'.repeat(300)}` }),
      `${ACCOUNT}/refusal must have a text of one line and 480`,
    ],
    [inAccount({ refusal: { code: 200 } }), `${ACCOUNT}/refusal/code must be a whole number from 400 to 599`],
    [inAccount({ refusal: { text: 'x' } }), `${ACCOUNT}/refusal must have a code`],
    [inAccount({ complains: 1 }), `${ACCOUNT}/complains must be true or false`],
    [inHost({ greylisting: '5m' }), `${HOST}/greylisting is not known here; did you mean greylist?`],
    [inHost({ addresses: ['fe80::1%eth0'] }), `${HOST}/addresses/0 must be an IP address`],
    [inHost({ down: 'yes' }), `${HOST}/down must be one of refused, timeout`],
    [inHost({ down: [{ from: '2h', until: '1h' }] }), `${HOST}/down/0/until must come after \`from\``],
    [inHost({ delay: '30' }), `${HOST}/delay is wrong: "30" is not a duration`],
    [inHost({ perMinute: -1 }), `${HOST}/perMinute must be a whole number from 0 on`],
    [inHost({ tls: true }), `${HOST}/tls must be one of offered, required, broken, none`],
    [inHost({ closes: 'quit' }), `${HOST}/closes must be one of connect, ehlo, starttls, mail`],
    [inHost({ relay: '10.0.0.1' }), `${HOST}/relay must be a name`],
    [inHost({ relay: { networks: ['10.0.0.0/33'] } }), `${HOST}/relay/networks/0 must be a network such`],
    [inHost({ refuse: [{ at: 'rcpt' }] }), `${RULE} must have a reply such as "550 5.7.1 not here"`],
    [inRule({ at: 'banner' }), `${RULE}/at must be one of connect, ehlo`],
    [inRule({ at: 'ehlo', sender: 'x' }), `${RULE}/sender is not known at ehlo; it is at mail, rcpt, data`],
    [inRule({ at: 'mail', recipient: 'x' }), `${RULE}/recipient is not known at mail; it is at rcpt, data`],
    [inRule({ at: 'connect', larger: 1 }), `${RULE}/larger is not known at connect; it is at mail`],
    [{ submission: { networks: ['localhost'] } }, '/submission/networks/0 must be a network such as'],
    [{ submission: { xclient: ['10.0.0.0/8/8'] } }, '/submission/xclient/0 must be a network'],
    [{ submission: { relay: false } }, '/submission/relay must be one of open, denied'],
    [
      { submission: { users: { app: 1234 } } },
      '/submission/users/app must be a text; write numbers in quotes',
    ],
    [{ retry: { delays: [] } }, '/retry/delays must be a list such as [30m, 30m, 2h, 3h]'],
    [{ retry: { delays: ['1ms'] } }, '/retry/delays/0 must be 1s at least'],
    [{ retry: { connections: 0 } }, '/retry/connections must be a whole number from 1 on'],
    [{ records: {} }, '/records must be a list such as [{name: _dmarc.shop.test'],
    [{ records: [{ name: 'x.test' }] }, '/records/0 must have name, type and value, such as'],
    [inRecord({ name: 'fe80::1%eth0', type: 'PTR', value: 'x.test' }), '/records/0/name must be a name such'],
    [inRecord({ type: 'SRV' }), '/records/0/type must be one of A, AAAA, MX, TXT, PTR, CNAME'],
    [inRecord({ value: '::1' }), '/records/0/value must be an IPv4 address'],
    [inRecord({ type: 'AAAA' }), '/records/0/value must be an IPv6 address'],
    [inRecord({ preference: 1 }), '/records/0/preference is for records of type MX'],
    [inRecord({ name: '192.0.2.1' }), '/records/0/name must be a name'],
  ])('%j', (document, message) => {
    let error: unknown
    try {
      parseWorld(document, 0)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(WorldSyntaxError)
    expect((error as Error).message).toContain(message)
  })
})
