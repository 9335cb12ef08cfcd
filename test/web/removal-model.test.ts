import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ALL_MAIL } from '../../web/state/mailbox.ts'
import { RemovalModel, UNDO_TIME, type Removal } from '../../web/state/removal-model.ts'
import { deleted, entryRow, expunged, row } from './fixtures.ts'

const BOB = { kind: 'folder', address: 'bob@x.test', folder: 'INBOX' } as const
const a = row('a')
const b = row('b')

function removalModel(
  remove = vi.fn<(removal: Removal, isLeaving: boolean) => Promise<void>>().mockResolvedValue(),
) {
  const failed = vi.fn<(error: unknown) => void>()
  return { model: new RemovalModel(remove, failed), remove, failed }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a removal', () => {
  test('hides at once and deletes when its time is over', async () => {
    const { model, remove } = removalModel()
    const removal = { mailbox: ALL_MAIL, rows: [a] }
    model.add(removal)
    expect([model.isHidden(ALL_MAIL, a), model.isHidden(ALL_MAIL, b)]).toEqual([true, false])
    await vi.advanceTimersByTimeAsync(UNDO_TIME - 1)
    expect(remove).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(remove).toHaveBeenCalledExactlyOnceWith(removal, false)
    expect(model.value.pending).toEqual([])
  })

  test('stays hidden until the feed tells that it is gone', async () => {
    const { model } = removalModel()
    model.add({ mailbox: ALL_MAIL, rows: [a] })
    await vi.advanceTimersByTimeAsync(UNDO_TIME)
    expect(model.isHidden(ALL_MAIL, a)).toBe(true)
    model.apply([deleted(1, 'a')])
    expect(model.value.hidden.size).toBe(0)
  })

  test('that is taken back never reaches the server, the latest first', async () => {
    const { model, remove } = removalModel()
    model.add({ mailbox: ALL_MAIL, rows: [a] })
    model.add({ mailbox: ALL_MAIL, rows: [b] })
    expect(model.undo()?.rows).toEqual([b])
    expect([model.isHidden(ALL_MAIL, a), model.isHidden(ALL_MAIL, b)]).toEqual([true, false])
    expect(model.undo()?.rows).toEqual([a])
    expect(model.undo()).toBeUndefined()
    await vi.advanceTimersByTimeAsync(UNDO_TIME)
    expect(remove).not.toHaveBeenCalled()
  })

  test('is carried out at once when the page is left', () => {
    const { model, remove } = removalModel()
    const removals = [a, b].map(row => ({ mailbox: ALL_MAIL, rows: [row] }))
    for (const removal of removals) model.add(removal)
    model.leave()
    expect(remove.mock.calls).toEqual(removals.map(removal => [removal, true]))
  })

  test('that fails shows its rows again and says why', async () => {
    const error = new Error('refused')
    const { model, failed } = removalModel(vi.fn().mockRejectedValue(error))
    model.add({ mailbox: ALL_MAIL, rows: [a] })
    await vi.advanceTimersByTimeAsync(UNDO_TIME)
    expect(model.isHidden(ALL_MAIL, a)).toBe(false)
    expect(failed).toHaveBeenCalledExactlyOnceWith(error)
  })

  test('in a folder hides one entry there, and nothing in all mail', () => {
    const { model } = removalModel()
    const [first, second] = [entryRow('a', 1), entryRow('a', 2)]
    model.add({ mailbox: BOB, rows: [first] })
    expect([model.isHidden(BOB, first), model.isHidden(BOB, second), model.isHidden(ALL_MAIL, a)]).toEqual([
      true,
      false,
      false,
    ])
    model.apply([expunged(1, 'a', { account: BOB.address, uid: 1 })])
    expect(model.value.hidden.size).toBe(0)
  })

  test('in all mail hides the message in every folder', () => {
    const { model } = removalModel()
    model.add({ mailbox: ALL_MAIL, rows: [a] })
    expect(model.isHidden(BOB, entryRow('a', 1))).toBe(true)
  })
})
