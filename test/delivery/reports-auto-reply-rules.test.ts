import { expect, it } from 'vitest'
import { mayAutoReply } from '../../server/delivery/reports/auto-reply-rules.ts'

const TO_BOB = 'To: Bob <BOB@x.test>'

it.each<[answered: boolean, sender: string, fields: string[]]>([
  [true, 'anna@app.test', [TO_BOB]],
  [true, 'anna@app.test', ['To: eva@x.test', 'Cc: team: bob@x.test;']],
  [true, 'anna@app.test', ['Resent-To: bob@x.test']],
  [true, 'anna@app.test', [TO_BOB, 'Auto-Submitted: no']],
  [true, 'anna@app.test', [TO_BOB, 'Auto-Submitted: No; (by hand)']],
  [true, 'anna@app.test', [TO_BOB, 'Precedence: first-class']],
  [true, 'anna@app.test', [TO_BOB, 'X-Auto-Response-Suppress: DR, RN']],
  [true, 'noreply@app.test', [TO_BOB]],
  [true, 'requester@app.test', [TO_BOB]],
  [false, 'anna@app.test', ['To: eva@x.test']],
  [false, 'anna@app.test', []],
  [false, 'anna@app.test', [TO_BOB, 'Auto-Submitted: auto-generated']],
  [false, 'anna@app.test', [TO_BOB, 'auto-submitted: auto-replied (vacation)']],
  [false, 'anna@app.test', [TO_BOB, 'Auto-Submitted: none-of-this']],
  [false, 'anna@app.test', [TO_BOB, 'Precedence: bulk']],
  [false, 'anna@app.test', [TO_BOB, 'Precedence: List']],
  [false, 'anna@app.test', [TO_BOB, 'Precedence: junk']],
  [false, 'anna@app.test', [TO_BOB, 'List-Id: <news.app.test>']],
  [false, 'anna@app.test', [TO_BOB, 'List-Unsubscribe: <https://app.test/>']],
  [false, 'anna@app.test', [TO_BOB, 'X-Auto-Response-Suppress: OOF, DR']],
  [false, 'anna@app.test', [TO_BOB, 'X-Auto-Response-Suppress: All']],
  [false, '', [TO_BOB]],
  [false, 'Bob@X.test', [TO_BOB]],
  [false, 'MAILER-DAEMON@app.test', [TO_BOB]],
  [false, 'owner-news@app.test', [TO_BOB]],
  [false, 'news-request@app.test', [TO_BOB]],
  [false, 'majordomo@app.test', [TO_BOB]],
  [false, 'listserv@app.test', [TO_BOB]],
])('whether a message is answered is %s, from %j with %j', (answered, sender, fields) => {
  const raw = Buffer.from([...fields, '', 'Hello'].join('\r\n'))
  expect(mayAutoReply(raw, { sender, recipient: 'bob@x.test', unaddressed: false })).toBe(answered)
})
