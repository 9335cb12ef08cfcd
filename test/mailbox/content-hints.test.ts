import { beforeEach, describe, expect, it, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { hasCode, hasLink } from '../../server/mailbox/content-hints.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { readContent } from '../../server/message/content.ts'
import { MAILS_WITH_CODES, MAILS_WITHOUT_CODES } from '../message/code-mails.ts'
import type { CodeMail } from '../message/code-mails.ts'
import { submission } from './submission.ts'

let store: Store

beforeEach(() => {
  store = new Store({ clock: new SandboxClock() })
})

function capture(body: string, headers: readonly string[] = []): StoredMessage {
  return store.capture(
    submission({ headers: ['From: anna@app.test', 'MIME-Version: 1.0', ...headers], body }),
  )
}

function part(subtype: string, content: string): string {
  const encoded = Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n')
  return `--b\r\nContent-Type: text/${subtype}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}\r\n`
}

function captureMail({ subject, text, html }: CodeMail): StoredMessage {
  const parts = [text === undefined ? '' : part('plain', text), html === undefined ? '' : part('html', html)]
  return capture(`${parts.join('')}--b--\r\n`, [
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'Content-Type: multipart/alternative; boundary=b',
  ])
}

describe('hasLink', () => {
  test.each([
    ['see https://x.test/a', true],
    ['mailto:bob@x.test', true],
    ['https://', false],
    ['www.x.test', false],
    ['xhttp://y', false],
  ])('%j: %s', (text, expected) => {
    expect(hasLink(capture(text))).toBe(expected)
  })

  it('sees links of HTML that are encoded', () => {
    const mail = { about: '', subject: '', html: '<a href="&#104;ttps://x.test">x</a>', codes: [] }
    expect(hasLink(captureMail(mail))).toBe(true)
    expect(hasLink(captureMail({ ...mail, html: '<a href="javascript:x">x</a>' }))).toBe(false)
  })
})

describe('hasCode', () => {
  it('says of every mail what its content says', async () => {
    const wrong: string[] = []
    for (const mail of [...MAILS_WITH_CODES, ...MAILS_WITHOUT_CODES]) {
      const message = captureMail(mail)
      const { codes } = await readContent(message.raw)
      if (hasCode(message) !== codes.length > 0 || codes.length !== mail.codes.length) wrong.push(mail.about)
    }
    expect(wrong).toEqual([])
  })

  it('sees a code in the subject', () => {
    expect(hasCode(capture('Hello', ['Subject: 481920 is your code']))).toBe(true)
  })
})

it('nothing is said of a message that was deleted', () => {
  const message = capture('Your code is 481920: https://x.test/', ['Subject: Code'])
  expect([hasCode(message), hasLink(message)]).toEqual([true, true])
  store.apply({ type: 'delete-message', ids: [message.id] })
  expect([hasCode(message), hasLink(message)]).toEqual([false, false])
})
