import { describe, expect, test } from 'vitest'
import { FacteurError } from '../../server/client/facteur-error.ts'
import { ReportModel, type ReportRequest } from '../../web/state/report-model.ts'

const REQUEST: ReportRequest = { kind: 'hard', recipient: undefined }

const problem = {
  type: '/api/v1/docs#problem-conflict',
  title: 'Conflict',
  status: 409,
  code: 'conflict',
  detail: 'The message has the null reverse-path.',
}

describe('a report that is asked for', () => {
  test('gives the id of the message that it became', async () => {
    const asked: unknown[] = []
    const model = new ReportModel((id, request) => {
      asked.push(id, request)
      return Promise.resolve({ id: 'm2' })
    })
    expect(await model.make('m1', REQUEST)).toBe('m2')
    expect([asked, model.value.phase]).toEqual([['m1', REQUEST], 'ready'])
  })

  test('is asked for once, however often the button is pressed', async () => {
    const answer = Promise.withResolvers<{ id: string }>()
    const model = new ReportModel(() => answer.promise)
    const first = model.make('m1', REQUEST)
    expect(model.value.phase).toBe('making')
    expect(await model.make('m1', REQUEST)).toBeUndefined()
    answer.resolve({ id: 'm2' })
    expect(await first).toBe('m2')
  })

  test.each([
    [
      'what the server says',
      new FacteurError('x', { status: 409, code: 'conflict', problem }),
      problem.detail,
    ],
    ['that it did not answer', new Error('No answer'), 'No answer'],
    ['nothing that is no error', 'broken', ''],
  ])('tells why there can be none: %s', async (_, error, reason) => {
    const model = new ReportModel(() => Promise.reject(error))
    expect(await model.make('m1', REQUEST)).toBeUndefined()
    expect(model.value).toEqual({ phase: 'failed', reason })
    model.forget()
    expect(model.value).toEqual({ phase: 'ready', reason: '' })
  })
})
