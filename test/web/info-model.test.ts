import { expect, test } from 'vitest'
import type { Info } from '../../server/http/contract.ts'
import { InfoModel } from '../../web/state/info-model.ts'
import { deferred } from './fixtures.ts'

function info(listeners: number): Info {
  const counts = { messages: 0, bytes: 0, accounts: 1, sessions: 0, listeners }
  return { version: '1.0.0', instance: 'i', ports: {}, limits: {}, counts, uptime: 1, cursor: 0 }
}

/** A model, and what answers it, one after the other. */
function asked(times: number) {
  const answers = Array.from({ length: times }, () => deferred<Info>())
  const left = answers.values()
  const model = new InfoModel(() => left.next().value!.promise)
  const loads = answers.map(() => model.load())
  return { model, loads, answers }
}

test('each answer is shown as it comes', async () => {
  const { model, loads, answers } = asked(2)
  answers[0]!.resolve(info(0))
  await loads[0]
  expect(model.value?.counts.listeners).toBe(0)
  answers[1]!.resolve(info(1))
  await loads[1]
  expect(model.value?.counts.listeners).toBe(1)
})

test('an answer that is overtaken by a newer one is dropped', async () => {
  const { model, loads, answers } = asked(2)
  answers[1]!.resolve(info(1))
  await loads[1]
  answers[0]!.resolve(info(0))
  await loads[0]
  expect(model.value?.counts.listeners).toBe(1)
})

test('what was known stays when the server does not answer', async () => {
  const { model, loads, answers } = asked(2)
  answers[0]!.resolve(info(1))
  answers[1]!.reject(new Error('unreachable'))
  await Promise.all(loads)
  expect(model.value?.counts.listeners).toBe(1)
})
