import { describe, expect, test } from 'vitest'
import { CAPABILITY_NAMES, Capabilities, type CapabilityOptions } from '../../server/imap/capability.ts'

const BEFORE = { loggedIn: false, encrypted: false, compressed: false }
const AFTER = { loggedIn: true, encrypted: false, compressed: false }

function capabilities(options: Partial<CapabilityOptions> = {}): Capabilities {
  return new Capabilities({
    disabled: [],
    literalMinus: false,
    tls: true,
    limits: { message: 1000 },
    ...options,
  })
}

/** What is told in this moment, name by name. */
function told(options: Partial<CapabilityOptions>, moment = AFTER): string[] {
  return capabilities(options).format(moment).split(' ')
}

test('each name is told before login or after it', () => {
  const all = [...told({}, BEFORE), ...told({}), ...told({ literalMinus: true })]
  const names = all.map(name => name.replace(/^(APPENDLIMIT)=1000$/, '$1'))
  expect([...new Set(names)].sort()).toEqual([...CAPABILITY_NAMES].sort())
})

test('LITERAL+ and LITERAL- are never told together', () => {
  expect(told({}).filter(name => name.startsWith('LITERAL'))).toEqual(['LITERAL+'])
  expect(told({ literalMinus: true }).filter(name => name.startsWith('LITERAL'))).toEqual(['LITERAL-'])
})

test('STARTTLS is told with a certificate, on a connection that is not encrypted', () => {
  expect(told({}, BEFORE)).toContain('STARTTLS')
  expect(told({}, { ...BEFORE, encrypted: true })).not.toContain('STARTTLS')
  expect(told({ tls: false }, BEFORE)).not.toContain('STARTTLS')
  expect(told({})).not.toContain('STARTTLS')
})

test('COMPRESS=DEFLATE is told until the connection is compressed', () => {
  expect(told({})).toContain('COMPRESS=DEFLATE')
  expect(told({}, { ...AFTER, compressed: true })).not.toContain('COMPRESS=DEFLATE')
})

describe('what is taken away', () => {
  test.each(CAPABILITY_NAMES)('%s, in any case', name => {
    const without = capabilities({ disabled: [name.toLowerCase()] })
    expect(without.has(name)).toBe(false)
    for (const moment of [BEFORE, AFTER]) {
      expect(without.format(moment).split(' ')).not.toContain(
        name === 'APPENDLIMIT' ? 'APPENDLIMIT=1000' : name,
      )
    }
  })

  test.each([
    ['CONDSTORE', 'QRESYNC'],
    ['ENABLE', 'QRESYNC', 'UTF8=ACCEPT', 'IMAP4rev2'],
    ['ESEARCH', 'SEARCHRES', 'ESORT', 'PARTIAL', 'IMAP4rev2'],
    ['SORT', 'SORT=DISPLAY', 'ESORT'],
    ['LIST-EXTENDED', 'LIST-STATUS', 'IMAP4rev2'],
    ['SPECIAL-USE', 'CREATE-SPECIAL-USE', 'IMAP4rev2'],
    ['QUOTA', 'QUOTA=RES-STORAGE', 'QUOTA=RES-MESSAGE'],
    ['MOVE', 'IMAP4rev2'],
  ])('%s takes along what needs it', (name, ...others) => {
    const all = told({})
    expect(all.filter(other => !told({ disabled: [name] }).includes(other)).sort()).toEqual(
      [name, ...others].sort(),
    )
  })

  test('what is not known is passed over', () => {
    expect(told({ disabled: ['X-UNKNOWN'] })).toEqual(told({}))
  })
})
