import { describe, expect, test } from 'vitest'
import { Keyboard, type KeyPress, type KeyTarget } from '../../web/app/keyboard.ts'

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...change,
})

const name = (key: string, target: KeyTarget = 'page', change: Partial<KeyPress> = {}) =>
  new Keyboard().commandOf(press(key, change), target)?.name

describe('a key', () => {
  test.each([
    ['j', 'next'],
    ['k', 'previous'],
    ['o', 'open'],
    ['Enter', 'open'],
    ['Escape', 'back'],
    ['/', 'search'],
    ['d', 'delete'],
    ['Delete', 'delete'],
    ['u', 'unread'],
    ['s', 'flag'],
    ['x', 'select'],
    ['z', 'undo'],
    ['r', 'remote'],
    ['[', 'narrower'],
    [']', 'wider'],
    ['?', 'shortcuts'],
    ['c', 'compose'],
    ['a', 'reply'],
    ['f', 'forward'],
    ['n', 'newer'],
    ['p', 'older'],
    ['m', 'paper'],
  ])('%s means %s', (key, command) => {
    expect(name(key)).toBe(command)
  })

  test('with a number asks for that tab', () => {
    expect(new Keyboard().commandOf(press('3'), 'page')).toEqual({ name: 'tab', number: 3 })
  })

  test.each(['q', 'U', 'Tab', 'F5', 'constructor', 'ArrowDown'])('%s means nothing', key => {
    expect(name(key)).toBeUndefined()
  })

  test('of the selection takes Ctrl or Command, but leaves text to the browser', () => {
    expect(name('a', 'page', { ctrlKey: true })).toBe('selectAll')
    expect(name('A', 'page', { metaKey: true })).toBe('selectAll')
    expect(name('a', 'text', { ctrlKey: true })).toBeUndefined()
    expect(name('a', 'text-field', { metaKey: true })).toBeUndefined()
    expect(name('a', 'page', { ctrlKey: true, shiftKey: true })).toBeUndefined()
  })

  test('that takes Shift means something else without it', () => {
    expect(name('C', 'page', { shiftKey: true })).toBe('copyCode')
    expect(name('U', 'page', { shiftKey: true })).toBe('markAllRead')
    expect(name('A', 'page', { shiftKey: true })).toBe('replyAll')
    expect(name('?', 'page', { shiftKey: true })).toBe('shortcuts')
  })

  test('is never taken from a text field', () => {
    expect(['j', 'd', 'Enter', 'Escape', '/'].map(key => name(key, 'text-field'))).toEqual(
      Array(5).fill(undefined),
    )
  })

  test.each(['ctrlKey', 'metaKey', 'altKey', 'isComposing'] as const)(
    'with %s is left to the browser',
    modifier => {
      expect(name('r', 'page', { [modifier]: true })).toBeUndefined()
    },
  )

  test('Enter presses the button it is on', () => {
    expect(name('Enter', 'control')).toBeUndefined()
    expect(name('j', 'control')).toBe('next')
  })
})

describe('the key g', () => {
  test('waits for the next one', () => {
    const keyboard = new Keyboard()
    expect(keyboard.commandOf(press('g'), 'page')).toBeUndefined()
    expect(keyboard.commandOf(press('a'), 'page')).toEqual({ name: 'all' })
    expect(keyboard.commandOf(press('a'), 'page')).toEqual({ name: 'reply' })
  })

  test('followed by another one means nothing, not even that other one', () => {
    const keyboard = new Keyboard()
    keyboard.commandOf(press('g'), 'page')
    expect(keyboard.commandOf(press('u'), 'page')).toBeUndefined()
    expect(keyboard.commandOf(press('u'), 'page')).toEqual({ name: 'unread' })
  })
})
