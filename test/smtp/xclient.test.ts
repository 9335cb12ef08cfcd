import { describe, expect, test } from 'vitest'
import { parseXclient, XclientSyntaxError } from '../../server/smtp/xclient.ts'

describe('an XCLIENT command', () => {
  test.each([
    ['ADDR=192.0.2.1', { ADDR: '192.0.2.1' }],
    ['addr=IPV6:2001:DB8::1', { ADDR: '2001:db8::1' }],
    ['ADDR=2001:db8::1', { ADDR: '2001:db8::1' }],
    ['ADDR=IPV6:::ffff:192.0.2.1', { ADDR: '192.0.2.1' }],
    ['NAME=spike.partner.test', { NAME: 'spike.partner.test' }],
    ['NAME=[UNAVAILABLE] ADDR=[unavailable]', { NAME: null, ADDR: null }],
    ['NAME=[TEMPUNAVAIL]', { NAME: null }],
    ['NAME=+5BUNAVAILABLE+5D', { NAME: null }],
    ['PORT=1', { PORT: 1 }],
    ['PORT=65535 DESTPORT=25', { PORT: 65_535, DESTPORT: 25 }],
    ['PROTO=smtp', { PROTO: 'SMTP' }],
    ['PROTO=ESMTP', { PROTO: 'ESMTP' }],
    ['HELO=[192.0.2.1]', { HELO: '[192.0.2.1]' }],
    ['LOGIN=anna+40app.test', { LOGIN: 'anna@app.test' }],
    ['LOGIN=b+C3+B6ll', { LOGIN: 'böll' }],
    ['LOGIN=b+F6ll', { LOGIN: 'böll' }],
    ['LOGIN=böll', { LOGIN: 'böll' }],
    ['LOGIN=赵+2B', { LOGIN: '赵+' }],
    ['LOGIN=[UNAVAILABLE]', { LOGIN: null }],
    [`HELO=${'x'.repeat(255)}`, { HELO: 'x'.repeat(255) }],
    ['DESTADDR=192.0.2.1  LOGIN=a ', { DESTADDR: '192.0.2.1', LOGIN: 'a' }],
  ])('with %s names %o', (attributes, read) => {
    expect(parseXclient(`XCLIENT ${attributes}`)).toEqual(read)
  })

  test.each([
    ['', 'attributes are missing'],
    ['ADDR', '"ADDR" is no attribute'],
    ['=x', '"=x" is no attribute'],
    ['REVERSE_NAME=x', 'is no attribute'],
    ['toString=x', 'is no attribute'],
    ['ADDR=', '1 to 255'],
    ['ADDR=192.0.2.256', 'cannot be ADDR'],
    ['ADDR=[192.0.2.1]', 'cannot be ADDR'],
    ['DESTADDR=x', 'cannot be DESTADDR'],
    ['PORT=0', 'cannot be PORT'],
    ['PORT=65536', 'cannot be PORT'],
    ['PORT=2.5', 'cannot be PORT'],
    ['PROTO=[UNAVAILABLE]', 'cannot be PROTO'],
    ['NAME=a..b', 'cannot be NAME'],
    ['NAME=-a', 'cannot be NAME'],
    ['NAME=a/b', 'cannot be NAME'],
    [`NAME=${'x'.repeat(64)}.test`, 'cannot be NAME'],
    [`HELO=${'x'.repeat(256)}`, '1 to 255'],
    ['LOGIN=a+0D+0AMAIL', 'control characters'],
    ['LOGIN=a+4', 'no xtext'],
    ['LOGIN=a=b', 'no xtext'],
    ['PORT=25 port=26', 'PORT is given twice'],
  ])('with "%s" is refused: %s', (attributes, message) => {
    const parse = (): unknown => parseXclient(`XCLIENT ${attributes}`)
    expect(parse).toThrow(XclientSyntaxError)
    expect(parse).toThrow(message)
  })
})
