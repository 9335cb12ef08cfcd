import { expect, test } from 'vitest'
import { formatHeaderDate, parseHeaderDate } from '../../server/message/header-date.ts'

test.each([
  ['Tue, 1 Jul 2003 10:52:37 +0200', '2003-07-01T08:52:37.000Z'],
  ['1 Jul 2003 10:52:37 -0330', '2003-07-01T14:22:37.000Z'],
  ['Tue,  1 July 2003 10:52 +0000 (UTC)', '2003-07-01T10:52:00.000Z'],
  ['Fri, 21 Nov 97 09:55:06 EST', '1997-11-21T14:55:06.000Z'],
  ['21 Nov 03 09:55:06 GMT', '2003-11-21T09:55:06.000Z'],
  ['21 Nov 103 09:55:06 Z', '2003-11-21T09:55:06.000Z'],
  ['Thu, 13 Feb 1969 23:32 -0330', '1969-02-14T03:02:00.000Z'],
  ['Tue, 1 Jul 2003 10 : 52 : 37 -0000', '2003-07-01T10:52:37.000Z'],
  ['Tue, 01-Jul-2003 10:52:37', '2003-07-01T10:52:37.000Z'],
])('%s is %s', (value, iso) => expect(new Date(parseHeaderDate(value) ?? NaN).toISOString()).toBe(iso))

test.each(['', 'yesterday', 'Meeting 5', '32 Jul 2003 10:52 +0000', '1 Foo 2003 10:52 +0000', '1 Jul 2003 24:00 +0000'])(
  '%j is no date',
  value => expect(parseHeaderDate(value)).toBeNull(),
) // prettier-ignore

test.each(['Tue, 01 Jul 2003 08:52:37 +0000', 'Thu, 29 Feb 2024 23:59:59 +0000'])('%s is written so', value =>
  expect(formatHeaderDate(parseHeaderDate(value) ?? NaN)).toBe(value),
)
