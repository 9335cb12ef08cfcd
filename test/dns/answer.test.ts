import { decode, encode, type OptAnswer, type Packet, RECURSION_DESIRED } from 'dns-packet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerQuery, type Transport } from '../../server/dns/answer.ts'
import { indexOf, WORLD } from './dns-zone.ts'

const { zone } = indexOf(WORLD)
const UDP: Transport = { protocol: 'udp', datagram: 1232 }
const TCP: Transport = { protocol: 'tcp', datagram: 1232 }

function query(name: string, type: string, more: Packet = {}): Buffer {
  return encode({ type: 'query', id: 4711, questions: [{ name, type: type as 'A' }], ...more })
}

function opt(fields: Partial<OptAnswer> = {}): OptAnswer {
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: 4096,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
    ...fields,
  }
}

/** What is answered, with what its types leave out. */
function ask(message: Buffer, transport = UDP) {
  const reply = answerQuery(message, zone, transport)?.message
  if (reply === undefined) return null
  const { answers = [], authorities = [], additionals = [], ...packet } = decode(reply)
  return { ...packet, answers, authorities, additionals, rcode: reply.readUInt16BE(2) & 0xf }
}

/** A query with one number of its header, or more of its octets, changed. */
function altered(name: string, offset: number, ...octets: number[]): Buffer {
  const message = query(name, 'A')
  message.set(octets, offset)
  return message
}

describe('an answer', () => {
  it('is authoritative, repeats the question and whether recursion is desired, and offers none', () => {
    const asked = query('sHoP.tEsT', 'MX', { flags: RECURSION_DESIRED })
    const answer = ask(asked)
    expect(answer).toMatchObject({
      id: 4711,
      type: 'response',
      flag_aa: true,
      flag_tc: false,
      flag_rd: true,
      flag_ra: false,
      questions: [{ name: 'sHoP.tEsT', type: 'MX' }],
    })
    expect(answer?.answers).toMatchObject([
      { name: 'sHoP.tEsT', ttl: 0, data: { preference: 20, exchange: 'mx2.shop.test' } },
      { name: 'sHoP.tEsT', ttl: 0, data: { preference: 10, exchange: 'mx1.shop.test' } },
    ])
    expect(ask(query('shop.test', 'MX'))).toMatchObject({ flag_rd: false })
  })

  it('brings the addresses of mail exchanges along', () => {
    expect(ask(query('shop.test', 'MX'))?.additionals).toMatchObject([
      { name: 'mx2.shop.test', type: 'A', data: '192.0.2.2' },
      { name: 'mx1.shop.test', type: 'A', data: '192.0.2.1' },
      { name: 'mx1.shop.test', type: 'AAAA', data: '2001:db8::1' },
    ])
  })

  it('tells the chain of aliases that led to it', () => {
    expect(ask(query('WWW.shop.test', 'A'))?.answers).toMatchObject([
      { name: 'WWW.shop.test', type: 'CNAME', data: 'web.shop.test' },
      { name: 'web.shop.test', type: 'CNAME', data: 'mx1.shop.test' },
      { name: 'mx1.shop.test', type: 'A', data: '192.0.2.1' },
    ])
    expect(ask(query('www.shop.test', 'SRV'))?.answers).toHaveLength(2)
  })

  it.each([
    ['no such name', 'nowhere.test', 'A', 3],
    ['no such record', 'shop.test', 'SRV', 0],
    ['an alias of nothing', 'lost.shop.test', 'A', 3],
    ['nothing but an alias', 'www.shop.test', 'TXT', 0],
  ])('names the authority that knows of %s', (_what, name, type, rcode) => {
    expect(ask(query(name, type))).toMatchObject({
      rcode,
      flag_aa: true,
      authorities: [{ name: '.', type: 'SOA', ttl: 0 }],
    })
  })

  it('knows the root', () => {
    expect(ask(query('.', 'SOA'))).toMatchObject({ rcode: 0, answers: [{ name: '.', type: 'SOA' }] })
    expect(ask(query('.', 'NS'))).toMatchObject({ rcode: 0, answers: [] })
  })

  it('gives little to who asks for everything', () => {
    expect(ask(query('shop.test', 'ANY'))?.answers).toMatchObject([
      { type: 'HINFO', data: { cpu: 'RFC8482', os: '' } },
    ])
    expect(ask(query('nowhere.test', 'ANY'))).toMatchObject({ rcode: 3, answers: [] })
  })

  it.each(['AXFR', 'IXFR'])('refuses to transfer the zone by %s', type => {
    expect(ask(query('shop.test', type))).toMatchObject({ rcode: 5, flag_aa: false, answers: [] })
  })

  it('refuses other classes than that of the Internet', () => {
    const questions = [{ name: 'shop.test', type: 'A', class: 'CH' } as const]
    expect(ask(encode({ type: 'query', questions }))).toMatchObject({ rcode: 5, answers: [] })
  })

  it('fails for a domain whose DNS fails, and is missing for one whose DNS times out', () => {
    expect(ask(query('www.broken.test', 'A'))).toMatchObject({ rcode: 2, flag_aa: false, answers: [] })
    expect(ask(query('www.silent.test', 'A'))).toBeNull()
  })

  it.each([
    ['a dot within a label', Buffer.from('shop.test'), Buffer.alloc(0)],
    ['white space at the end', Buffer.from('shop'), Buffer.from('test ')],
    ['octets that are no text', Buffer.from('shop'), Buffer.from([0xff, 0xfe])],
  ])('knows no name with %s, and repeats it bit for bit', (_what, ...labels) => {
    const asked = labels.filter(({ length }) => length > 0).flatMap(label => [label.length, ...label])
    const message = Buffer.concat([
      Buffer.from([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
      Buffer.from([...asked, 0, 0, 1, 0, 1]),
    ])
    const reply = answerQuery(message, zone, UDP)?.message
    expect(reply!.readUInt16BE(2) & 0xf).toBe(3)
    expect(reply!.subarray(12, message.length).equals(message.subarray(12))).toBe(true)
  })

  it('leaves out a host whose name is too long once it is written as the DNS does', () => {
    const long = `${'ü'.repeat(63)}.test`
    const wide = indexOf({ domains: { 'x.test': { mx: [`10 ${long}`, '20 mx.test'] } } }).zone
    const reply = decode(answerQuery(query('x.test', 'MX'), wide, UDP)!.message)
    expect(reply.answers).toMatchObject([{ data: { exchange: 'mx.test' } }])
  })
})

describe('the size of an answer', () => {
  it.each([
    ['512 octets without EDNS', [], UDP, true],
    ['what the client takes', [opt({ udpPayloadSize: 600 })], UDP, true],
    ['512 octets at least', [opt({ udpPayloadSize: 0 })], UDP, true],
    ['what the server sends', [opt()], { ...UDP, datagram: 700 }, true],
    ['a datagram that both can do', [opt({ udpPayloadSize: 4096 })], { ...UDP, datagram: 4096 }, false],
    ['a message over TCP', [], TCP, false],
  ])('is limited to %s', (_what, additionals, transport, flag_tc) => {
    const answer = ask(query('big.test', 'MX', { additionals }), transport)
    expect(answer).toMatchObject({ rcode: 0, flag_tc })
    expect(answer?.answers).toHaveLength(flag_tc ? 0 : 40)
  })

  it('is kept by leaving out what was not asked for, without a word', () => {
    const mx = Array.from({ length: 8 }, (_, n) => `10 mx${n}.x.test`)
    const hosts = Object.fromEntries(mx.map((text, n) => [text.slice(3), { addresses: [`2001:db8::${n}`] }]))
    const crowded = indexOf({ domains: { 'x.test': { mx } }, hosts }).zone
    const reply = decode(answerQuery(query('x.test', 'MX'), crowded, UDP)!.message)
    expect(reply).toMatchObject({ flag_tc: false, additionals: [] })
    expect(reply.answers).toHaveLength(8)
  })

  it('fails where even TCP has no room', () => {
    const records = Array.from({ length: 20 }, (_, n) => ({
      name: 'x.test',
      type: 'TXT',
      value: `${n}`.padEnd(4000),
    }))
    const reply = decode(answerQuery(query('x.test', 'TXT'), indexOf({ records }).zone, TCP)!.message)
    expect(reply).toMatchObject({ rcode: 'SERVFAIL', answers: [] })
  })
})

describe('EDNS', () => {
  it('is answered with EDNS, and only then', () => {
    expect(
      ask(query('shop.test', 'A', { additionals: [opt({ flags: 0x8000 })] }))?.additionals,
    ).toMatchObject([{ type: 'OPT', udpPayloadSize: 1232, ednsVersion: 0, flag_do: true, options: [] }])
    expect(ask(query('shop.test', 'A'))?.additionals).toEqual([])
  })

  it('of another version is refused', () => {
    const answer = ask(query('shop.test', 'A', { additionals: [opt({ ednsVersion: 1 })] }))
    expect(answer).toMatchObject({ rcode: 0, answers: [], additionals: [{ type: 'OPT', extendedRcode: 1 }] })
  })

  it.each([
    ['twice', [opt(), opt()]],
    ['of a name', [{ ...opt(), type: 'UNKNOWN_41' as 'NULL', name: 'x.test', data: Buffer.alloc(0) }]],
  ])('is an error %s', (_what, additionals) => {
    expect(ask(query('shop.test', 'A', { additionals }))).toMatchObject({
      rcode: 1,
    })
  })
})

describe('what is no query', () => {
  it.each([
    ['a response', altered('shop.test', 2, 0x80)],
    ['less than a header', query('shop.test', 'A').subarray(0, 11)],
    ['nothing', Buffer.alloc(0)],
  ])('is not answered: %s', (_what, message) => {
    expect(ask(message)).toBeNull()
  })

  it('is not implemented if it asks for something else to be done', () => {
    // RFC 1996: NOTIFY has the number 4.
    expect(ask(altered('shop.test', 2, 4 << 3))).toMatchObject({ id: 4711, opcode: 'NOTIFY', rcode: 4 })
  })

  it.each([
    ['no question', altered('shop.test', 4, 0, 0)],
    ['two questions', altered('shop.test', 4, 0, 2)],
    ['an answer', altered('shop.test', 6, 0, 1)],
    ['an authority', altered('shop.test', 8, 0, 1)],
    ['a record that is not there', altered('shop.test', 10, 0, 1)],
    ['a name that begins with a pointer', altered('shop.test', 12, 0xc0, 0x0c)],
    ['a label of 64 octets', altered('shop.test', 12, 64)],
    ['a name without an end', query('shop.test', 'A').subarray(0, 20)],
    ['a question without a class', query('shop.test', 'A').subarray(0, -2)],
    ['a name of 256 octets', query(`${'abcdefg.'.repeat(31)}abcdef`, 'A')],
  ])('is an error: %s', (_what, message) => {
    expect(ask(message)).toMatchObject({ rcode: 1, questions: [], answers: [], flag_aa: false })
  })

  it('never makes it throw or answer a response, whatever the octets', () => {
    const octets = fc.uint8Array({ maxLength: 300 })
    const nearly = fc.tuple(fc.nat(40), octets).map(([kept, rest]) => {
      return Buffer.concat([query('shop.test', 'MX', { additionals: [opt()] }).subarray(0, kept), rest])
    })
    fc.assert(
      fc.property(fc.oneof(octets, nearly), fc.constantFrom(UDP, TCP), (bytes, transport) => {
        const message = Buffer.from(bytes)
        const reply = answerQuery(message, zone, transport)?.message
        if (message.length < 12 || (message[2]! & 0x80) !== 0) expect(reply).toBeUndefined()
        if (reply === undefined) return
        expect(reply.readUInt16BE(0)).toBe(message.readUInt16BE(0))
        expect(reply[2]! & 0x80).toBe(0x80)
        expect(reply.length).toBeLessThanOrEqual(transport === UDP ? 1232 : 65_535)
        decode(reply)
      }),
      { numRuns: 2000 },
    )
  })
})
