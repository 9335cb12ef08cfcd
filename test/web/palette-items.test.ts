import { describe, expect, test } from 'vitest'
import { fittingItems } from '../../web/ui/palette-items.ts'

const item = (label: string, kind = 'Message') => ({ label, kind, keys: '' })
const labels = (typed: string, ...items: readonly { label: string; kind: string; keys: string }[]) =>
  fittingItems(items, typed).map(({ label }) => label)

describe('the palette', () => {
  test('offers all of it, in order, before anything is typed', () => {
    expect(labels('', item('b'), item('a'))).toEqual(['b', 'a'])
  })

  test('finds labels that have every word, whatever their case and accents', () => {
    const items = [item('Étiquettes'), item('Supprimer'), item('Tout marquer lu')]
    expect(labels('eti', ...items)).toEqual(['Étiquettes'])
    expect(labels('LU tout', ...items)).toEqual(['Tout marquer lu'])
    expect(labels('nothing', ...items)).toEqual([])
  })

  test('puts labels that begin as was typed first', () => {
    expect(labels('all', item('Mark all read'), item('All mail'))).toEqual(['All mail', 'Mark all read'])
  })

  test('finds by kind too, and shows only so many', () => {
    expect(labels('acc', item('bob@x.test', 'Accounts'), item('Flag'))).toEqual(['bob@x.test'])
    expect(labels('', ...Array.from({ length: 80 }, (_, n) => item(String(n))))).toHaveLength(50)
  })
})
