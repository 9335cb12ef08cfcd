import { describe, expect, test } from 'vitest'
import { SearchesModel } from '../../web/state/searches-model.ts'
import { keeper } from './fixtures.ts'

describe('searches', () => {
  test('are saved and let go of, and kept by the browser', () => {
    const kept = keeper()
    const searches = new SearchesModel(kept)
    searches.toggleSaved(' tag:ci ')
    searches.toggleSaved('is:unread')
    searches.toggleSaved('')
    expect(searches.isSaved('tag:ci')).toBe(true)
    searches.toggleSaved('tag:ci')
    expect(new SearchesModel(kept).value.saved).toEqual(['is:unread'])
  })

  test('of another page are taken over', () => {
    const kept = keeper()
    const [one, other] = [new SearchesModel(kept), new SearchesModel(kept)]
    one.toggleSaved('tag:ci')
    other.takeOver('facteur.searches')
    other.toggleSaved('is:unread')
    one.takeOver(null)
    expect(one.value.saved).toEqual(['tag:ci', 'is:unread'])
  })

  test('of late are remembered once each, the latest first, and not for ever', () => {
    const kept = keeper()
    const searches = new SearchesModel(kept)
    for (const query of ['a', 'b', ' ', 'b', 'a']) searches.remember(query)
    expect(new SearchesModel(kept).value.recent).toEqual(['a', 'b'])
    for (let n = 0; n < 30; n++) searches.remember(`q${n}`)
    expect([searches.value.recent.length, searches.value.recent[0]]).toEqual([20, 'q29'])
  })
})
