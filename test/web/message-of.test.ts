import { expect, test } from 'vitest'
import { messageOf } from '../../web/state/message-of.ts'
import { refusal } from './deliveries.ts'

test('what went wrong is told in the words of the server, or of the client where it does not answer', () => {
  const error = refusal('no-such-account')
  expect(messageOf(error)).toBe(error.problem?.detail)
  expect(messageOf(new Error('Facteur does not answer'))).toBe('Facteur does not answer')
})
