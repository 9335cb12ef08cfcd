import { describe, expect, test } from 'vitest'
import { EMPTY_DRAFT } from '../../web/state/draft.ts'
import { checkDraft, OutboxModel } from '../../web/state/outbox-model.ts'
import { deferred } from './fixtures.ts'

/** An error as the client throws it. */
function refusal(detail: string, errors?: { path: string; message: string }[]): Error {
  return Object.assign(new Error(detail), { problem: { detail, ...(errors && { errors }) } })
}

describe('the outbox', () => {
  test('tells what is under way, and gives the message that it became', async () => {
    const outbox = new OutboxModel()
    const answer = deferred<{ id: string }>()
    const sent = outbox.send('compose', () => answer.promise)
    expect(outbox.value).toMatchObject({ key: 'compose', phase: 'sending' })
    expect(await outbox.send('compose', () => Promise.reject(new Error('never')))).toBeUndefined()
    answer.resolve({ id: 'm1' })
    expect(await sent).toBe('m1')
    expect(outbox.value).toBeNull()
  })

  test('says beside which field something is wrong', async () => {
    const outbox = new OutboxModel()
    const errors = [
      { path: '/to/1', message: 'no address' },
      { path: '/html', message: 'too long' },
      { path: '/attachments/0/content', message: 'no base64' },
    ]
    await outbox.send('compose', () => Promise.reject(refusal('wrong', errors)))
    expect(outbox.value).toMatchObject({
      phase: 'failed',
      errors: { to: 'no address', body: 'too long', files: 'no base64' },
      reason: '',
    })
    outbox.forget()
    expect(outbox.value).toBeNull()
  })

  test('says what is wrong with no field of it', async () => {
    const outbox = new OutboxModel()
    await outbox.send('compose', () => Promise.reject(refusal('too large')))
    expect(outbox.value).toMatchObject({ errors: {}, reason: 'too large' })
    await outbox.send('compose', () => Promise.reject(new Error('no connection')))
    expect(outbox.value).toMatchObject({ errors: {}, reason: 'no connection' })
  })
})

describe('a draft', () => {
  const words = { noFrom: 'from', noRecipient: 'to', lostFiles: 'files' }

  test('needs a sender, somebody to go to, and its files', () => {
    const lost = { name: 'a', type: '', size: 1, content: null }
    expect(checkDraft({ ...EMPTY_DRAFT, files: [lost] }, words)).toEqual({
      from: 'from',
      to: 'to',
      files: 'files',
    })
    expect(checkDraft({ ...EMPTY_DRAFT, from: 'a@x', bcc: 'b@x' }, words)).toEqual({})
  })
})
