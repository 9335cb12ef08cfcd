import { expect, test, vi } from 'vitest'
import type { Event, Fault } from '../../server/http/contract.ts'
import { FAULT_TEMPLATES } from '../../web/state/fault-templates.ts'
import { FaultsModel } from '../../web/state/faults-model.ts'
import { faultRule, faultText } from '../../web/views/fault-text.ts'
import { chooseLanguage } from '../../web/app/words/words.ts'
import { parseFault } from '../../server/delivery/faults/parse-fault.ts'
import { AT, refusal } from './deliveries.ts'

function fault(change: Partial<Fault> = {}): Fault {
  return { id: 'f1', ...FAULT_TEMPLATES.defer, fired: 0, active: true, addedAt: AT, endsAt: null, ...change }
}

function faultsModel() {
  const faults = {
    list: vi.fn(async () => [fault()]),
    add: vi.fn(async () => fault()),
    delete: vi.fn(async () => {}),
    deleteAll: vi.fn(async () => 1),
  }
  const failed = vi.fn()
  return { faults, failed, model: new FaultsModel({ faults, failed }) }
}

const FIRED: Event = {
  seq: 1,
  at: AT,
  type: 'fault.fired',
  fault: 'f1',
  stage: 'rcpt',
  act: {},
  session: null,
  address: '127.0.0.1',
  user: null,
  message: null,
  envelope: null,
}

test.each([
  ['one fires', FIRED],
  ['some are set or deleted', { seq: 1, at: AT, type: 'faults.changed' }],
  ['the clock is moved', { seq: 1, at: AT, type: 'clock.changed', now: AT, rate: 1 }],
] satisfies [string, Event][])('faults are read anew when %s', async (_, event) => {
  const { model, faults } = faultsModel()
  model.apply([{ seq: 1, at: AT, type: 'world.changed' }])
  expect(faults.list).not.toHaveBeenCalled()
  model.apply([event])
  await vi.waitFor(() => expect(model.value.items).toHaveLength(1))
  expect(faults.list).toHaveBeenCalledTimes(1)
})

test('a rule that is no JSON is not sent', async () => {
  const { model, faults } = faultsModel()
  expect(await model.add('{\n')).toEqual([{ path: '', message: null, line: 2 }])
  expect(faults.add).not.toHaveBeenCalled()
})

test('what the server has against a rule is told at its place', async () => {
  const { model, faults } = faultsModel()
  faults.add.mockRejectedValueOnce(
    refusal('invalid-request', [{ path: '/match/stage', message: 'is missing' }]),
  )
  expect(await model.add('{"match": {}}')).toEqual([{ path: '/match/stage', message: 'is missing', line: 1 }])
  expect(await model.add('{"match": {}}')).toEqual([])
})

test('a fault that someone else has deleted is no failure; all else is told', async () => {
  const { model, faults, failed } = faultsModel()
  faults.delete.mockRejectedValueOnce(refusal('no-such-fault'))
  await model.delete('f1')
  expect(failed).not.toHaveBeenCalled()
  faults.deleteAll.mockRejectedValueOnce(refusal('internal-error'))
  await model.deleteAll()
  expect(failed).toHaveBeenCalledTimes(1)
})

test.each(Object.entries(FAULT_TEMPLATES))('the server takes the template %s', (_, rule) => {
  expect(() => parseFault(rule)).not.toThrow()
})

test.each([
  [fault(), 'At RCPT: reply 451 4.7.1'],
  [fault(FAULT_TEMPLATES.delay), 'At MAIL: wait 5s'],
  [fault(FAULT_TEMPLATES.swallow), 'After DATA: say 250 and lose the message'],
  [
    fault({
      match: { stage: 'imap:fetch' },
      act: { delay: '2s', reply: { status: 'BYE', code: 'SYS', text: 'x' } },
    }),
    'At IMAP FETCH: wait 2s, reply BYE SYS',
  ],
  [fault({ match: { stage: 'data' }, act: { throttle: 1000 } }), 'At DATA: at most 1,000 bytes a second'],
])('a fault is told in words: %#', (set, text) => {
  chooseLanguage('en', [])
  expect(faultText(set)).toBe(text)
})

test('its rule is told as YAML', () => {
  expect(faultRule(fault({ uses: 3 }))).toBe(
    'match: {stage: rcpt, recipient: anna@x.test, attempt: {first: 2}}, ' +
      'act: {reply: {code: 451, enhanced: "4.7.1", text: "Greylisted, try again"}}, uses: 3',
  )
})
