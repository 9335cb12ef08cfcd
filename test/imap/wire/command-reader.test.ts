import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CommandReader } from '../../../server/imap/wire/command-reader.ts'
import type { CommandReaderEvent } from '../../../server/imap/wire/command-reader.ts'
import { literalBytes } from '../../../server/imap/wire/literal.ts'
import { bytesOf, eventsOf, LIMITS, piecesOf, WAYS } from './read-commands.ts'

/** A command, its literals and what parts them as text; literals in angle brackets. */
function describeEvent(event: CommandReaderEvent): string {
  if (event.kind === 'continue') return '+'
  if (event.kind === 'line') return `line ${JSON.stringify(text(event.line))}`
  if (event.kind === 'rejected')
    return `${event.fatal ? 'fatal ' : ''}${event.reason} ${event.tag}: ${event.message}`
  const { tag, name, arguments: reader } = event.command
  let parts = ''
  while (!reader.atEnd) {
    if (reader.atLiteral) {
      const literal = reader.literal()
      parts += `${literal.binary ? '~' : ''}<${text(literalBytes(literal))}>`
    } else {
      parts += reader.peek()
      reader.symbol(reader.peek())
    }
  }
  return `${tag} ${name} ${parts}`.trimEnd()
}

const text = (bytes: Uint8Array) => String.fromCharCode(...bytes)

const LIMITED = {
  line: 40,
  literal: (name: string, received: number) => (name === 'APPEND' ? 20 - received : 5),
}

function read(input: string, step = Infinity, { literalPlus = true, limits = LIMITS } = {}): string[] {
  const reader = new CommandReader(limits, { literalPlus })
  return eventsOf(reader, piecesOf(bytesOf(input), step)).map(describeEvent)
}

const tooLong = (tag: string) => `too-long ${tag}: a command line has at most 40 octets`
const tooLarge = (most: number, size: number, tag = 'a1') =>
  `literal-too-large ${tag}: a literal has at most ${most} octets here, this one has ${size}`

describe.each(WAYS)('CommandReader, %s', (_, step) => {
  test.each([
    ['a1 NOOP\r\n', ['a1 NOOP']],
    ['a1 noop\r\n', ['a1 NOOP']],
    ['a1 NOOP \r\n', ['a1 NOOP']],
    ['a1 NOOP\n', ['a1 NOOP']],
    ['a1 NOOP\r\na2 LOGOUT\r\n', ['a1 NOOP', 'a2 LOGOUT']],
    ['a1 NOO', []],
    ['a1 NOOP\r', []],
    ['a1 LOGIN bob secret\r\n', ['a1 LOGIN bob secret']],
    ['a1 uid fetch 1:* FLAGS\r\n', ['a1 UID FETCH 1:* FLAGS']],
    ['a1 UID\r\n', ['a1 UID']],
    ['a1 UIDX\r\n', ['a1 UIDX']],
    ['a.]{1 NOOP\r\n', ['syntax null: expected a tag, a space and a command at the start of the line']],
    ['a.]1 NOOP\r\n', ['a.]1 NOOP']],
    ['a1 LOGIN {3}\r\nbob {6}\r\nsecret\r\n', ['+', '+', 'a1 LOGIN <bob> <secret>']],
    ['a1 LOGIN {3+}\r\nbob {6+}\r\nsecret\r\n', ['a1 LOGIN <bob> <secret>']],
    ['a1 LOGIN {0+}\r\n {0}\r\n\r\n', ['+', 'a1 LOGIN <> <>']],
    ['a1 LOGIN {3+}\nbob x\n', ['a1 LOGIN <bob> x']],
    ['a1 APPEND x ~{3+}\r\n\0\r\n\r\na2 NOOP\r\n', ['a1 APPEND x ~<\0\r\n>', 'a2 NOOP']],
    ['a1 APPEND x (\\Seen) {9+}\r\na {3+}\r\nb)\r\n', ['a1 APPEND x (\\Seen) <a {3+}\r\nb>)']],
    ['a1 X {3} \r\n', ['a1 X {3}']],
    ['a1 X "{3}"\r\n', ['a1 X "{3}"']],
    ['a1 X {x}\r\n', ['a1 X {x}']],
    ['\r\n', ['syntax null: expected a tag, a space and a command at the start of the line']],
    ['a1\r\n', ['syntax null: expected a tag, a space and a command at the start of the line']],
    [
      '+ NOOP\r\na2 NOOP\r\n',
      ['syntax null: expected a tag, a space and a command at the start of the line', 'a2 NOOP'],
    ],
    ['a1 \r\n', ['syntax a1: expected a command after the tag a1']],
    ['a1  NOOP\r\n', ['syntax a1: expected a command after the tag a1']],
    ['a1 (x)\r\n', ['syntax a1: expected a command after the tag a1']],
    ['a1 LOGIN(x\r\n', ['syntax a1: expected a space or the end of the line after LOGIN']],
    [
      'a1 LOGIN{3}\r\na2 NOOP\r\n',
      ['syntax a1: expected a space or the end of the line after LOGIN', 'a2 NOOP'],
    ],
    [
      'a1 LOGIN{7+}\r\na NOOP\n x\r\na2 NOOP\r\n',
      ['syntax a1: expected a space or the end of the line after LOGIN', 'a2 NOOP'],
    ],
    ['GET / HTTP/1.1\r\nHost: x\r\n', ['GET / HTTP/1.1', 'Host: X']],
    [
      '\u0016\u0003\u0001\u0002\r\n',
      ['syntax null: expected a tag, a space and a command at the start of the line'],
    ],
  ])('makes of %j: %j', (input, events) => {
    expect(read(input, step)).toEqual(events)
  })

  test.each([
    ['a line as long as may be', `a1 X ${'x'.repeat(35)}\r\n`, [`a1 X ${'x'.repeat(35)}`]],
    ['a line one too long', `a1 X ${'x'.repeat(36)}\r\na2 NOOP\r\n`, [tooLong('a1'), 'a2 NOOP']],
    ['a line far too long', `a1 X ${'x'.repeat(3600)}\r\na2 NOOP\r\n`, [tooLong('a1'), 'a2 NOOP']],
    ['one without a tag', `${'x'.repeat(3600)}\r\na2 NOOP\r\n`, [tooLong('null'), 'a2 NOOP']],
    [
      'one that announces a literal that comes',
      `a1 X ${'x'.repeat(360)} {9+}\r\na3 NOOP\r\n y\r\na2 NOOP\r\n`,
      [tooLong('a1'), 'a2 NOOP'],
    ],
    [
      'one that announces a literal that waits',
      `a1 X ${'x'.repeat(360)} {9}\r\na2 NOOP\r\n`,
      [tooLong('a1'), 'a2 NOOP'],
    ],
    [
      'lines too long together',
      `a1 X {2+}\r\nxx ${'x'.repeat(30)}\r\na2 NOOP\r\n`,
      [tooLong('a1'), 'a2 NOOP'],
    ],
    [
      'nothing left for the last line',
      `a1 X ${'x'.repeat(28)} {2+}\r\nxx\r\na2 NOOP\r\n`,
      [`a1 X ${'x'.repeat(28)} <xx>`, 'a2 NOOP'],
    ],
    [
      'nothing left for what stands in it',
      `a1 X ${'x'.repeat(28)} {2+}\r\nxx y\r\na2 NOOP\r\n`,
      [tooLong('a1'), 'a2 NOOP'],
    ],
    ['many empty literals', `a1 X${' {0+}\r\n'.repeat(9)}\r\na2 NOOP\r\n`, [tooLong('a1'), 'a2 NOOP']],
    ['a literal too large that waits', 'a1 X {6}\r\na2 NOOP\r\n', [tooLarge(5, 6), 'a2 NOOP']],
    ['a literal too large that comes', 'a1 X {6+}\r\nxxxxxx y\r\na2 NOOP\r\n', [tooLarge(5, 6), 'a2 NOOP']],
    [
      'more literals behind it',
      'a1 X {6+}\r\nxxxxxx {9+}\r\na3 NOOP\r\n {2}\r\na2 NOOP\r\n',
      [tooLarge(5, 6), 'a2 NOOP'],
    ],
    [
      'literals as large as may be together',
      'a1 APPEND {12+}\r\nxxxxxxxxxxxx {8+}\r\nyyyyyyyy\r\n',
      ['a1 APPEND <xxxxxxxxxxxx> <yyyyyyyy>'],
    ],
    [
      'literals too large together',
      'a1 APPEND {12+}\r\nxxxxxxxxxxxx {9}\r\na2 NOOP\r\n',
      [tooLarge(8, 9), 'a2 NOOP'],
    ],
    [
      'a literal larger than numbers that waits',
      `a1 X {${'9'.repeat(30)}}\r\na2 NOOP\r\n`,
      [tooLarge(5, 1e30), 'a2 NOOP'],
    ],
    ['one that comes', `a1 X {${'9'.repeat(30)}+}\r\na2 NOOP\r\n`, [`fatal ${tooLarge(5, 1e30)}`]],
    [
      'one that comes behind another',
      'a1 X {6+}\r\nxxxxxx {9007199254740993+}\r\na2 NOOP\r\n',
      [tooLarge(5, 6), 'fatal literal-too-large null: a literal of such a size cannot be passed over'],
    ],
  ])('keeps its limits: %s', (_case, input, events) => {
    expect(read(input, step, { limits: LIMITED })).toEqual(events)
  })

  test('with LITERAL-, takes larger literals only when they wait', () => {
    const small = `a1 X {4096+}\r\n${'x'.repeat(4096)}\r\n`
    const large = `a2 X {4097+}\r\n${'x'.repeat(4097)}\r\n`
    const waiting = `a3 X {4097}\r\n${'x'.repeat(4097)}\r\n`
    expect(read(small + large + waiting, step, { literalPlus: false })).toEqual([
      `a1 X <${'x'.repeat(4096)}>`,
      tooLarge(4096, 4097, 'a2'),
      '+',
      `a3 X <${'x'.repeat(4097)}>`,
    ])
  })
})

describe('CommandReader', () => {
  test('gives a line as it is when one is expected, and commands again after it', () => {
    const reader = new CommandReader(LIMITS, { literalPlus: true })
    reader.push(bytesOf('a1 AUTHENTICATE PLAIN\r\nAGJvYgBz {3}\r\na2 IDLE\r\nDONE\r\n'))
    expect(describeEvent(reader.next()!)).toBe('a1 AUTHENTICATE PLAIN')
    reader.expectLine()
    expect(describeEvent(reader.next()!)).toBe('line "AGJvYgBz {3}"')
    expect(describeEvent(reader.next()!)).toBe('a2 IDLE')
    reader.expectLine()
    expect(describeEvent(reader.next()!)).toBe('line "DONE"')
    expect(reader.next()).toBeNull()
  })

  test('refuses an expected line that is too long, and reads on after it', () => {
    const reader = new CommandReader(LIMITED, { literalPlus: true })
    reader.expectLine()
    const events = eventsOf(reader, [bytesOf(`${'x'.repeat(41)}\r\na2 NOOP\r\n`)])
    expect(events.map(describeEvent)).toEqual([
      'too-long null: a command line has at most 40 octets',
      'a2 NOOP',
    ])
  })

  test('forgets on reset what was pipelined: commands, half commands, literals, expected lines', () => {
    for (const input of ['a2 NOOP\r\n', 'a2 LOG', 'a2 X {9+}\r\nabc', 'a2 X {9999999+}\r\nabc']) {
      const reader = new CommandReader(LIMITED, { literalPlus: true })
      reader.push(bytesOf(`a1 STARTTLS\r\n${input}`))
      expect(describeEvent(reader.next()!)).toBe('a1 STARTTLS')
      if (input.includes('{')) reader.next()
      reader.expectLine()
      reader.reset()
      expect(eventsOf(reader, [bytesOf('a3 NOOP\r\n')]).map(describeEvent)).toEqual(['a3 NOOP'])
    }
  })

  test('tells the name of the command and what has come of its literals to those who limit them', () => {
    const asked: [string, number][] = []
    const limits = {
      line: 1000,
      literal: (name: string, received: number) => asked.push([name, received]) && 100,
    }
    read('a1 uid append {3+}\r\nabc {2}\r\nde {1+}\r\nf\r\n', Infinity, { limits })
    expect(asked).toEqual([
      ['UID APPEND', 0],
      ['UID APPEND', 3],
      ['UID APPEND', 5],
    ])
  })

  test('counts the octets of a command', () => {
    const input = 'a1 APPEND x {3+}\r\nabc y\r\n'
    const [event] = eventsOf(new CommandReader(LIMITS, { literalPlus: true }), [bytesOf(input)])
    expect(event?.kind === 'command' && event.command.size).toBe(input.length)
  })
})

const printable = fc.string({
  unit: fc.constantFrom('a', 'B', '1', ' ', '"', '{', '}', '+', '~', '(', '\\'),
  maxLength: 12,
})
const literal = fc.record({
  content: fc.string({ unit: 'binary-ascii', maxLength: 30 }),
  plus: fc.boolean(),
  binary: fc.boolean(),
})
const command = fc.record({
  first: printable,
  more: fc.array(fc.tuple(literal, printable), { maxLength: 3 }),
})

test('reads the same commands however the octets are cut into chunks', () => {
  fc.assert(
    fc.property(
      fc.array(command, { maxLength: 5 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
      (commands, sizes) => {
        // A space at the end of each line keeps it from announcing a literal.
        const input = commands
          .map(({ first, more }, n) => {
            const literals = more.map(([{ content, plus, binary }, after]) => {
              const announcement = `${binary ? '~' : ''}{${content.length}${plus ? '+' : ''}}`
              return `${announcement}\r\n${content}${after} `
            })
            return `t${n} X ${first} ${literals.join('')}\r\n`
          })
          .join('')
        const bytes = bytesOf(input)
        const pieces: Uint8Array[] = []
        for (let at = 0; at < bytes.length;) {
          const size = sizes.next().value
          pieces.push(bytes.slice(at, at + size))
          at += size
        }
        const whole = read(input)
        expect(eventsOf(new CommandReader(LIMITS, { literalPlus: true }), pieces).map(describeEvent)).toEqual(
          whole,
        )
        const expected = commands.map(({ first, more }, n) => {
          const parts = more.map(
            ([{ content, binary }, after]) => `${binary ? '~' : ''}<${content}>${after} `,
          )
          return `t${n} X ${first} ${parts.join('')}`.trimEnd()
        })
        expect(whole.filter(event => event !== '+')).toEqual(expected)
      },
    ),
  )
})

describe('CommandReader costs', () => {
  test('a literal of 50 MB in chunks is not copied, and its small pieces are gathered', () => {
    const chunk = new Uint8Array(65_536).fill(120)
    const reader = new CommandReader({ line: 65_536, literal: () => 2 ** 26 }, { literalPlus: true })
    const count = 800
    const started = performance.now()
    reader.push(bytesOf(`a1 APPEND x {${count * chunk.length + 5}+}\r\nab`))
    expect(reader.next()).toBeNull()
    for (let n = 0; n < count; n++) {
      reader.push(chunk)
      expect(reader.next()).toBeNull()
    }
    for (const octet of 'cde') reader.push(bytesOf(octet))
    reader.push(bytesOf('\r\n'))
    const event = reader.next()
    expect(performance.now() - started).toBeLessThan(500)
    if (event?.kind !== 'command') throw new Error('no command')
    event.command.arguments.atom()
    event.command.arguments.space()
    const { chunks, size } = event.command.arguments.literal()
    expect([chunks.length, size]).toEqual([count + 2, count * chunk.length + 5])
    expect(chunks[1]!.buffer).toBe(chunk.buffer)
  })

  test('a literal that comes octet by octet is held in few pieces', () => {
    const octet = bytesOf('x')
    const reader = new CommandReader({ line: 100, literal: () => 2 ** 20 }, { literalPlus: true })
    reader.push(bytesOf('a1 X {100000+}\r\n'))
    for (let n = 0; n < 100_000; n++) {
      reader.push(octet)
      reader.next()
    }
    reader.push(bytesOf('\r\n'))
    const event = reader.next()
    expect(event?.kind === 'command' && event.command.arguments.literal().chunks.length).toBe(7)
  })

  test('time grows with the octets only: a long line octet by octet, many commands in one chunk, many chunks', () => {
    const long = bytesOf(`a1 X ${'x'.repeat(60_000)}\r\n`)
    const many = bytesOf('a1 NOOP\r\n'.repeat(5000))
    const started = performance.now()
    expect(eventsOf(new CommandReader(LIMITS, { literalPlus: true }), piecesOf(long, 1))).toHaveLength(1)
    expect(eventsOf(new CommandReader(LIMITS, { literalPlus: true }), [many])).toHaveLength(5000)
    const reader = new CommandReader(LIMITS, { literalPlus: true })
    for (const piece of piecesOf(many, 1)) reader.push(piece)
    expect(eventsOf(reader, [bytesOf('\r\n')])).toHaveLength(5001)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
