import { describe, expect, test } from 'vitest'
import { EMPTY_DRAFT } from '../../web/state/draft.ts'
import { DraftsModel } from '../../web/state/drafts-model.ts'
import { keeper } from './fixtures.ts'

describe('drafts', () => {
  test('are there again when the page is loaded again, but for what is in their files', () => {
    const kept = keeper()
    const file = { name: 'a.txt', type: 'text/plain', size: 1, content: new Blob(['a']) }
    const drafts = new DraftsModel(kept)
    drafts.change('compose', { ...EMPTY_DRAFT, subject: 'Hello', files: [file] })
    expect(drafts.value.get('compose')?.files[0]?.content).toBe(file.content)
    expect(new DraftsModel(kept).value.get('compose')).toEqual({
      ...EMPTY_DRAFT,
      subject: 'Hello',
      files: [{ ...file, content: null }],
    })
  })

  test('are gone when they are discarded', () => {
    const kept = keeper()
    const drafts = new DraftsModel(kept)
    drafts.change('reply/1', EMPTY_DRAFT)
    drafts.discard('reply/1')
    expect(new DraftsModel(kept).value.size).toBe(0)
  })

  test('make room for others, those left alone for longest first', () => {
    const drafts = new DraftsModel(keeper())
    for (let n = 0; n < 20; n++) drafts.change(`reply/${n}`, EMPTY_DRAFT)
    drafts.change('reply/0', { ...EMPTY_DRAFT, body: 'x' })
    drafts.change('compose', EMPTY_DRAFT)
    expect([drafts.value.size, drafts.value.has('reply/0'), drafts.value.has('reply/1')]).toEqual([
      20,
      true,
      false,
    ])
  })

  test('make room in the order in which they were changed, also after the page was loaded again', () => {
    const kept = keeper()
    const before = new DraftsModel(kept)
    for (let n = 0; n < 20; n++) before.change(`reply/${n}`, EMPTY_DRAFT)
    before.change('reply/0', { ...EMPTY_DRAFT, body: 'x' })
    const after = new DraftsModel(kept)
    after.change('compose', EMPTY_DRAFT)
    expect(after.value.has('reply/0')).toBe(true)
    expect(after.value.has('reply/1')).toBe(false)
    expect([...new DraftsModel(kept).value.keys()]).toEqual([...after.value.keys()])
  })

  test('of another page are taken over, and none of one’s own is lost to it', () => {
    const kept = keeper()
    const [one, other] = [new DraftsModel(kept), new DraftsModel(kept)]
    const file = { name: 'a.txt', type: 'text/plain', size: 1, content: new Blob(['a']) }
    one.change('compose', { ...EMPTY_DRAFT, subject: 'Hello', files: [file] })
    other.takeOver('facteur.settings')
    expect(other.value.size).toBe(0)
    other.takeOver('facteur.draft.compose')
    other.change('reply/1', EMPTY_DRAFT)
    other.change('compose', { ...other.value.get('compose')!, subject: 'Hello, Bob' })
    one.takeOver(null)
    expect(one.value.get('compose')).toEqual({ ...EMPTY_DRAFT, subject: 'Hello, Bob', files: [file] })
    expect(one.value.get('compose')?.files[0]?.content).toBe(file.content)
    other.discard('compose')
    one.takeOver('facteur.draft.compose')
    expect([...one.value.keys(), ...new DraftsModel(kept).value.keys()]).toEqual(['reply/1', 'reply/1'])
  })

  test('of another page outlive what is written and discarded by one that has not heard of them', () => {
    const kept = keeper()
    const [one, other] = [new DraftsModel(kept), new DraftsModel(kept)]
    one.change('compose', { ...EMPTY_DRAFT, subject: 'Half a thought' })
    other.change('reply/1', EMPTY_DRAFT)
    other.change('reply/2', EMPTY_DRAFT)
    other.discard('reply/2')
    const { value } = new DraftsModel(kept)
    expect([...value.keys()].toSorted()).toEqual(['compose', 'reply/1'])
    expect(value.get('compose')?.subject).toBe('Half a thought')
  })

  test('that the browser would not keep stay when another page keeps or discards some', () => {
    let isFull = true
    const kept = keeper({}, () => isFull)
    const drafts = new DraftsModel(kept)
    drafts.change('compose', { ...EMPTY_DRAFT, body: 'long' })
    isFull = false
    const other = new DraftsModel(kept)
    other.change('reply/1', EMPTY_DRAFT)
    drafts.takeOver('facteur.draft.reply/1')
    drafts.takeOver('facteur.draft.compose')
    expect([...drafts.value.keys()].toSorted()).toEqual(['compose', 'reply/1'])
    other.discard('reply/1')
    drafts.takeOver(null)
    expect([...drafts.value.keys()]).toEqual(['compose'])
  })

  test.each(['{', '5', '{}', '{"order":1}'])('that cannot be read, such as %s, are not there', text => {
    const drafts = new DraftsModel(keeper({ 'facteur.draft.compose': text }))
    drafts.change('reply/1', EMPTY_DRAFT)
    expect([...drafts.value.keys()]).toEqual(['reply/1'])
  })

  test('last as long as the page when nothing can be kept', () => {
    const drafts = new DraftsModel(keeper({}, () => true))
    drafts.change('compose', EMPTY_DRAFT)
    expect(drafts.value.size).toBe(1)
  })
})
