import { describe, expect, test, vi } from 'vitest'
import type { Message } from '../../server/http/contract.ts'
import { ALL_MAIL } from '../../web/state/mailbox.ts'
import { MessageModel } from '../../web/state/message-model.ts'
import { bounced } from './deliveries.ts'
import { deferred, deleted, expunged, flagged, reset, row, summary } from './fixtures.ts'

const whole = (id: string) => ({ ...summary(id), text: `Text of ${id}` }) as unknown as Message
const settled = () => new Promise<void>(resolve => setImmediate(resolve))

function messageModel() {
  const read = {
    message: vi.fn(async (id: string) => whole(id)),
    row: vi.fn(async (_mailbox: unknown, id: string) => row(id) as ReturnType<typeof row> | undefined),
  }
  return { model: new MessageModel(read), read }
}

describe('the open message', () => {
  test('shows its row at once and the whole when it is there', async () => {
    const { model, read } = messageModel()
    model.show(ALL_MAIL, 'a', row('a'))
    expect(model.value).toMatchObject({ phase: 'loading', row: { id: 'a' }, message: null })
    await settled()
    expect(model.value).toMatchObject({ phase: 'ready', message: { text: 'Text of a' } })
    expect(read.row).not.toHaveBeenCalled()
  })

  test('finds its row when the list does not have it', async () => {
    const { model } = messageModel()
    model.show(ALL_MAIL, 'a', null)
    await settled()
    expect(model.value).toMatchObject({ phase: 'ready', row: { id: 'a' } })
  })

  test('is not overtaken by the answer for another one', async () => {
    const { model, read } = messageModel()
    const slow = deferred<Message>()
    read.message.mockReturnValueOnce(slow.promise)
    model.show(ALL_MAIL, 'slow', row('slow'))
    model.show(ALL_MAIL, 'b', row('b'))
    await settled()
    slow.resolve(whole('slow'))
    await settled()
    expect(model.value).toMatchObject({ id: 'b', message: { id: 'b' } })
  })

  test('shows that a delivery of it has bounced', async () => {
    const { model, read } = messageModel()
    model.show(ALL_MAIL, 'm-d1', row('m-d1'))
    await settled()
    model.apply([bounced(1, 'd1'), bounced(2, 'd1'), bounced(3, 'd2')])
    expect(model.value?.row?.summary?.notes).toEqual(['bounced'])
    expect(model.value?.message?.notes).toEqual(['bounced'])
    model.close()
    model.show(ALL_MAIL, 'm-d1', row('m-d1'))
    expect(read.message).toHaveBeenCalledTimes(2)
  })

  test('is looked for again on a server that knows nothing of what was before', async () => {
    const { model, read } = messageModel()
    model.show(ALL_MAIL, 'a', row('a'))
    await settled()
    read.row.mockResolvedValueOnce(row('a', { flagged: true }))
    model.apply([reset(1)])
    expect(model.value).toMatchObject({ phase: 'ready', message: { id: 'a' } })
    await settled()
    expect(model.value).toMatchObject({ phase: 'ready', row: { flagged: true } })
    read.message.mockRejectedValueOnce(Object.assign(new Error(), { status: 404 }))
    model.apply([reset(1)])
    await settled()
    expect(model.value).toMatchObject({ phase: 'gone' })
  })

  test('is read again when it could not be, once the server is back', async () => {
    const { model, read } = messageModel()
    read.message.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    model.show(ALL_MAIL, 'a', row('a'))
    await settled()
    expect(model.value).toMatchObject({ phase: 'failed' })
    model.retry()
    await settled()
    expect(model.value).toMatchObject({ phase: 'ready', message: { id: 'a' } })
    model.retry()
    expect(read.message).toHaveBeenCalledTimes(2)
  })

  test('is read once, however often it is opened', async () => {
    const { model, read } = messageModel()
    for (const id of ['a', 'b', 'a']) {
      model.show(ALL_MAIL, id, row(id))
      await settled()
    }
    expect(read.message.mock.calls.map(([id]) => id)).toEqual(['a', 'b'])
  })

  test('is let go of in the end, as only some are kept', async () => {
    const { model, read } = messageModel()
    for (let n = 0; n <= 30; n++) model.prepare(`m${n}`)
    model.prepare('m30')
    expect(read.message).toHaveBeenCalledTimes(31)
    model.prepare('m0')
    expect(read.message).toHaveBeenCalledTimes(32)
    await settled()
  })

  test('follows its flags', async () => {
    const { model } = messageModel()
    model.show(ALL_MAIL, 'a', row('a'))
    await settled()
    model.apply([flagged(1, 'a', ['\\Flagged']), flagged(2, 'b', [])])
    expect(model.value?.row).toMatchObject({ flagged: true, seen: false })
  })

  test.each([
    ['the feed tells', (model: MessageModel) => model.apply([deleted(1, 'a')])],
    ['its mailbox does not have it', () => undefined],
  ])('is gone when %s', async (why, tell) => {
    const { model, read } = messageModel()
    if (why === 'its mailbox does not have it') read.row.mockResolvedValue(undefined)
    model.show(ALL_MAIL, 'a', null)
    await settled()
    tell(model)
    expect(model.value?.phase).toBe('gone')
  })

  test('is gone when its mailbox loses it, and stays where that has another entry of it', async () => {
    const { model, read } = messageModel()
    const inbox = { kind: 'folder', address: 'bob@x.test', folder: 'INBOX' } as const
    model.show(inbox, 'a', row('a'))
    await settled()
    model.apply([expunged(1, 'a', { account: 'all' }), expunged(2, 'b', { account: 'bob@x.test' })])
    expect(read.row).not.toHaveBeenCalled()
    model.apply([expunged(3, 'a', { account: 'bob@x.test' })])
    await settled()
    expect(model.value?.phase).toBe('ready')
    read.row.mockResolvedValue(undefined)
    model.apply([expunged(4, 'a', { account: 'bob@x.test' })])
    await settled()
    expect(model.value?.phase).toBe('gone')
  })

  test('stays gone when that is told while it is still on its way', async () => {
    const { model, read } = messageModel()
    const answer = deferred<Message>()
    read.message.mockReturnValueOnce(answer.promise)
    model.show(ALL_MAIL, 'a', row('a'))
    model.apply([deleted(1, 'a')])
    answer.resolve(whole('a'))
    await settled()
    expect(model.value?.phase).toBe('gone')
  })

  test('that the server does not know is gone; any other failure can be tried again', async () => {
    const { model, read } = messageModel()
    read.message.mockRejectedValueOnce(Object.assign(new Error('not found'), { status: 404 }))
    model.show(ALL_MAIL, 'a', row('a'))
    await settled()
    expect(model.value?.phase).toBe('gone')
    read.message.mockRejectedValueOnce(new Error('connection reset'))
    model.show(ALL_MAIL, 'b', row('b'))
    await settled()
    expect(model.value?.phase).toBe('failed')
    model.show(ALL_MAIL, 'b', row('b'))
    await settled()
    expect(model.value?.phase).toBe('ready')
  })
})
