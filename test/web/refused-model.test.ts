import { describe, expect, test } from 'vitest'
import type { Event } from '../../server/http/contract.ts'
import { MOST_REFUSALS, RefusedModel } from '../../web/state/refused-model.ts'
import { hello, reset } from './fixtures.ts'

function refused(seq: number): Event {
  return {
    seq,
    at: '2026-11-21T20:46:30.123Z',
    type: 'session.refused',
    protocol: 'smtp',
    address: '127.0.0.1',
    reason: 'size',
    reply: '552 too large',
    ehlo: 'app',
    user: null,
    envelope: null,
    transcript: [],
  }
}

const seqs = (model: RefusedModel) => model.value.map(({ seq }) => seq)

describe('refused mail', () => {
  test('is listed the latest first', () => {
    const model = new RefusedModel()
    model.apply([hello(0, 'a'), refused(3), refused(7)])
    model.apply([refused(9)])
    expect(seqs(model)).toEqual([9, 7, 3])
  })

  test('stays when the connection is made anew, and when the feed was cut', () => {
    const model = new RefusedModel()
    model.apply([hello(0, 'other'), refused(3)])
    model.apply([hello(3, 'other'), reset(9)])
    expect(seqs(model)).toEqual([3])
  })

  test('is forgotten when another server answers', () => {
    const model = new RefusedModel()
    model.apply([hello(0, 'a'), refused(3)])
    model.apply([hello(0, 'b'), refused(1)])
    expect(seqs(model)).toEqual([1])
  })

  test('is kept up to a limit', () => {
    const model = new RefusedModel()
    model.apply(Array.from({ length: MOST_REFUSALS + 10 }, (_, seq) => refused(seq)))
    expect(model.value).toHaveLength(MOST_REFUSALS)
    expect(seqs(model)[0]).toBe(MOST_REFUSALS + 9)
  })
})
