import fc from 'fast-check'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Listed } from '../../server/cli/output/message-line.ts'
import { MessageTable } from '../../server/cli/output/message-table.ts'
import { plainLine, plainText } from '../../server/cli/output/plain-text.ts'
import { ProgressBar } from '../../server/cli/output/progress-bar.ts'
import { fitText, textWidth } from '../../server/cli/output/text-width.ts'

const message: Listed = {
  id: '01KAHV3C2Q8E5ZJ0M4T7N9XYRB',
  receivedAt: '2026-11-21T20:46:30.123Z',
  size: 100,
  subject: 'Grüße an 日本の皆さん, and a subject that goes on and on and on and on and on and on',
  from: [{ name: 'Anna', address: 'anna.with.a.long.name@application.test' }],
  to: [],
  cc: [],
  envelope: { from: '', to: ['bob@x.test', 'eve@x.test'] },
  user: null,
  preview: '',
  seen: true,
  flagged: false,
  tags: [],
  notes: [],
  cursor: 1,
}

describe('the table of a terminal', () => {
  it.each([60, 80, 100, 200])('keeps to %d columns', width => {
    const table = new MessageTable(width)
    for (const line of [
      table.header,
      table.row(message),
      table.row({ ...message, subject: '', seen: false }),
    ]) {
      expect(textWidth(stripVTControlCharacters(line))).toBeLessThanOrEqual(width)
      expect(line).not.toContain('\n')
    }
    expect(stripVTControlCharacters(table.row(message))).toContain(message.id)
  })

  it('shows senders where there is room', () => {
    expect(new MessageTable(80).header).not.toContain('FROM')
    expect(new MessageTable(120).row(message)).toContain('anna.with')
  })
})

describe('the width of a text', () => {
  it.each([
    ['abc', 3],
    ['Grüße', 5],
    ['u\u0308', 1],
    ['日本', 4],
    ['한국', 4],
    ['ｆｕ', 4],
    ['🙂', 2],
    ['👩‍👩‍👧', 2],
    ['❤️', 2],
    ['', 0],
  ])('of %s is %d', (text, width) => {
    expect(textWidth(text)).toBe(width)
  })

  it('is what it was fitted to', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 30 }), (text, width) => {
        expect(textWidth(fitText(text, width))).toBe(width)
      }),
    )
    expect(fitText('abcdef', 4)).toBe('abc…')
    expect(fitText('日本語', 4)).toBe('日… ')
  })
})

describe('text of strangers', () => {
  it('cannot change the terminal', () => {
    expect(plainLine('a\u001b[2Jb\r\nc\u202ed\u0085e\tf')).toBe('a [2Jb c d e f')
    expect(plainText('a\u001b[2J\r\nb\tc\rd\u202e\u0000')).toBe('a\ufffd[2J\nb\tc\nd\ufffd\ufffd')
  })
})

function terminal(isTTY: boolean) {
  let written = ''
  return {
    isTTY,
    columns: 60,
    write: (text: string) => {
      written += text
      return true
    },
    get written() {
      return written
    },
  }
}

describe('the progress bar', () => {
  it('shows on a terminal how far the work is, and goes when it is done', () => {
    const screen = terminal(true)
    const bar = new ProgressBar(200, screen)
    bar.advance(50, 'one.eml\u001b[2J')
    expect(screen.written).toBe(`\r${fitText(`${'█'.repeat(6)}${'░'.repeat(18)}  25%  one.eml [2J`, 59)}`)
    bar.note('trouble')
    bar.end()
    expect(screen.written.endsWith('\r\u001b[Ktrouble\n')).toBe(true)
    bar.advance(150, 'last')
    expect(screen.written).toContain('100%')
  })

  it('leaves notes only, elsewhere', () => {
    const file = terminal(false)
    const bar = new ProgressBar(2, file)
    bar.advance(1, 'one')
    bar.note('trouble')
    bar.end()
    expect(file.written).toBe('trouble\n')
  })
})
