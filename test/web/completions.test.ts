import { describe, expect, test } from 'vitest'
import { complete, completionsOf, wordAt } from '../../web/ui/completions.ts'

const KEYS = {
  'from:': 'sender',
  'to:': 'recipient',
  'has:attachment': 'with attachments',
  'has:link': 'with links',
}
const ADDRESSES = ['anna@app.test', 'bob@x.test']
const texts = (word: string) => completionsOf(word, KEYS, ADDRESSES).map(({ text }) => text)

describe('the word at the caret', () => {
  test.each([
    ['hello fro', { start: 6, word: 'fro' }],
    ['-is:un', { start: 1, word: 'is:un' }],
    ['(to:bob', { start: 1, word: 'to:bob' }],
    ['subject:"two wo', { start: 0, word: 'subject:"two wo' }],
    ['done ', { start: 5, word: '' }],
    ['"a b" c', { start: 6, word: 'c' }],
  ])('of %j', (text, word) => {
    expect(wordAt(text, text.length)).toEqual(word)
  })
})

describe('completions', () => {
  test('are keys that begin so', () => {
    expect(texts('h')).toEqual(['has:attachment', 'has:link'])
    expect(texts('fr')).toEqual(['from:'])
    expect(texts('')).toEqual(Object.keys(KEYS))
  })

  test('are known addresses after a key that takes one', () => {
    expect(texts('to:')).toEqual(['to:anna@app.test', 'to:bob@x.test'])
    expect(texts('from:X.T')).toEqual(['from:bob@x.test'])
  })

  test.each(['subject:an', 'has:link', 'to:bob@x.test'])('of %j are none', word => {
    expect(texts(word)).toEqual([])
  })

  test('are no more than fit', () => {
    const many = Array.from({ length: 100 }, (_, index) => `a${index}@x.test`)
    expect(completionsOf('to:', KEYS, many)).toHaveLength(8)
  })

  test('take the place of the word, wherever the caret is', () => {
    const taken = complete('is:unread fro bob', 13, { text: 'from:', hint: '' })
    expect(taken).toEqual({ text: 'is:unread from:bob', caret: 15 })
    expect(complete('-ha', 3, { text: 'has:link', hint: '' })).toEqual({ text: '-has:link ', caret: 10 })
  })
})
