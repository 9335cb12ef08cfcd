import { expect, test } from 'vitest'
import { readJson, troublesOf } from '../../web/state/trouble.ts'
import { refusal } from './deliveries.ts'

const TEXT = '{\n  "match": {\n    "stage": "nowhere"\n  }\n}'

test('what is no JSON is told with the line on which it ends to be it', () => {
  expect(readJson('{\n"a": 1\n"b": 2}')).toEqual({ trouble: { path: '', message: null, line: 3 } })
})

test('JSON is read', () => {
  expect(readJson('{"a": [1]}')).toEqual({ value: { a: [1] } })
})

test('what the server says of a value has the line of the value', () => {
  const error = refusal('invalid-request', [{ path: '/match/stage', message: 'is no stage' }])
  expect(troublesOf(error, TEXT)).toEqual([{ path: '/match/stage', message: 'is no stage', line: 3 }])
})

test('what it says of a value that is missing has the line of what should hold it', () => {
  const error = refusal('invalid-request', [
    { path: '/match/attempt/first', message: 'is missing' },
    { path: '/act', message: 'is missing' },
  ])
  expect(troublesOf(error, TEXT).map(({ line }) => line)).toEqual([2, 1])
})

test('a refusal without places is told whole', () => {
  expect(troublesOf(refusal('too-many-faults'), TEXT)).toEqual([
    { path: '', message: 'It is too-many-faults.', line: null },
  ])
})
