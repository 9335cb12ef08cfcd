import { beforeEach, describe, expect, test } from 'vitest'
import { chooseLanguage } from '../../web/app/words/words.ts'
import { outcomeOf } from '../../web/views/check-outcome.ts'
import { checkReport, finding } from './check-fixture.ts'

const PASS = finding('spf', 'pass')
const NONE = finding('dkim', 'none')
const FAIL = finding('dmarc', 'fail', { severity: 'error' })
const TOLD = finding('spf', 'none', { severity: 'info' })

beforeEach(() => chooseLanguage('en', []))

describe('what a check found on the whole', () => {
  test.each([
    ['all that passed', [PASS, PASS], 'All in order', true],
    ['some that passed', [PASS, NONE, FAIL], '1 of 3 in order', true],
    ['a failure and what there is nothing to judge by', [NONE, FAIL], '0 of 2 in order', true],
    ['what there is nothing to judge by', [NONE, NONE], 'Nothing to judge by yet', false],
    ['what is told alone', [TOLD], 'Not judged', false],
    ['what is told beside what passed', [TOLD, PASS], 'All in order', true],
    ['nothing', [], 'Not judged', false],
  ])('of %s', (_, findings, text, hasScore) => {
    expect(outcomeOf(checkReport(findings))).toEqual({ text, hasScore })
  })
})
