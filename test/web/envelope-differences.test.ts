import { describe, expect, test } from 'vitest'
import { bare, envelopeDifferences } from '../../web/state/envelope-differences.ts'
import { summary } from './fixtures.ts'

const differences = (from: string, to: string[]) =>
  envelopeDifferences(summary('a', { envelope: { from, to } }))

describe('envelope and header', () => {
  test('that agree show nothing, whatever the case and the brackets', () => {
    expect(differences('<ANNA@app.test>', ['BOB@x.test'])).toEqual({ sender: null, hidden: [] })
  })

  test('show recipients that no field names, once for each time they were named', () => {
    expect(differences('anna@app.test', ['bob@x.test', 'hidden@x.test', 'x@y.test']).hidden).toEqual([
      'hidden@x.test',
      'x@y.test',
    ])
  })

  test('count Cc among the fields', () => {
    const cc = [{ name: '', address: 'carol@x.test' }]
    const envelope = { from: 'anna@app.test', to: ['carol@x.test'] }
    expect(envelopeDifferences(summary('a', { cc, envelope })).hidden).toEqual([])
  })

  test.each([
    ['another sender', 'bounce@mailer.test', 'bounce@mailer.test'],
    ['the null reverse-path', '', ''],
    ['the null reverse-path as it was sent', '<>', ''],
  ])('show %s', (_, from, sender) => {
    expect(differences(from, []).sender).toBe(sender)
  })
})

test('a path is shown without its brackets and its source route', () => {
  expect(['<a@b.test>', '<@relay.test:a@b.test>', 'a@b.test', '<>'].map(bare)).toEqual([
    'a@b.test',
    'a@b.test',
    'a@b.test',
    '',
  ])
})
