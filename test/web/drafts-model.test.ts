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

  test('of another page are taken over, and none of one’s own is lost to it', () => {
    const kept = keeper()
    const [one, other] = [new DraftsModel(kept), new DraftsModel(kept)]
    const file = { name: 'a.txt', type: 'text/plain', size: 1, content: new Blob(['a']) }
    one.change('compose', { ...EMPTY_DRAFT, subject: 'Hello', files: [file] })
    other.takeOver('facteur.settings')
    expect(other.value.size).toBe(0)
    other.takeOver('facteur.drafts')
    other.change('reply/1', EMPTY_DRAFT)
    other.change('compose', { ...other.value.get('compose')!, subject: 'Hello, Bob' })
    one.takeOver('facteur.drafts')
    expect(one.value.get('compose')).toEqual({ ...EMPTY_DRAFT, subject: 'Hello, Bob', files: [file] })
    expect(one.value.get('compose')?.files[0]?.content).toBe(file.content)
    other.discard('compose')
    one.takeOver('facteur.drafts')
    expect([...one.value.keys(), ...new DraftsModel(kept).value.keys()]).toEqual(['reply/1', 'reply/1'])
  })

  test('that the browser would not keep stay when another page keeps some', () => {
    const kept = keeper()
    let isFull = true
    const setItem = (name: string, value: string) => {
      if (isFull) throw new Error('full')
      kept.setItem(name, value)
    }
    const drafts = new DraftsModel({ ...kept, setItem })
    drafts.change('compose', { ...EMPTY_DRAFT, body: 'long' })
    isFull = false
    new DraftsModel(kept).change('reply/1', EMPTY_DRAFT)
    drafts.takeOver('facteur.drafts')
    expect([...drafts.value.keys()].toSorted()).toEqual(['compose', 'reply/1'])
  })

  test('begin anew when what was kept cannot be read, and last as long as the page when nothing can be kept', () => {
    const broken = {
      getItem: () => '{',
      setItem: () => {
        throw new Error('full')
      },
    }
    const drafts = new DraftsModel(broken)
    drafts.change('compose', EMPTY_DRAFT)
    expect(drafts.value.size).toBe(1)
  })
})
