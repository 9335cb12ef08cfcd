import { expect, test } from 'vitest'
import { sentDay, sentTime } from '../../../server/imap/search/sent-date.ts'

const DAY = Date.UTC(2007, 2, 25)

// prettier-ignore
test.each<[value: string, day: number | null, time: number | null]>([
  ['Sun, 25 Mar 2007 00:30:00 +0200', DAY, Date.UTC(2007, 2, 24, 22, 30)],
  ['25 Mar 2007 23:59:59 -0800 (PST)', DAY, Date.UTC(2007, 2, 26, 7, 59, 59)],
  ['25 Mar 07 12:00 EST', DAY, Date.UTC(2007, 2, 25, 17)],
  ['25 Mar 2007 12:00:00 nowhere', DAY, Date.UTC(2007, 2, 25, 12)],
  ['25 Mar 2007 at noon', DAY, DAY],
  ['25 Mar 2007', DAY, DAY],
  ['25 Mar 2007 99:99', DAY, DAY],
  ['32 Mar 2007 12:00', null, null],
  ['soon', null, null],
  ['', null, null],
])('%j', (value, day, time) => {
  expect([sentDay(value), sentTime(value)]).toEqual([day, time])
})
