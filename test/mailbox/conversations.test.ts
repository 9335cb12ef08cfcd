import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { Conversations } from '../../server/mailbox/conversations.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { submission } from './submission.ts'

let store: Store
let conversations: Conversations

beforeEach(() => {
  store = new Store({ clock: new SandboxClock() })
  conversations = new Conversations(store)
})

/** Captures a mail with these header lines, which names itself by its subject. */
function mail(subject: string, ...headers: string[]): StoredMessage {
  return store.capture(submission({ headers: [`Subject: ${subject}`, ...headers] }))
}

const own = (id: string) => `Message-ID: <${id}>`
const subjects = async (message: StoredMessage) =>
  (await conversations.of(message)).map(({ summary }) => summary.subject)

describe('a conversation', () => {
  test('is a message with its answers, and theirs, in the order of arrival', async () => {
    mail('other', own('x@t'))
    const first = mail('1', own('1@t'))
    mail('2', own('2@t'), 'In-Reply-To: <1@t>')
    const third = mail('3', own('3@t'), 'References: <1@t>\r\n <2@t>')
    expect(await subjects(first)).toEqual(['1', '2', '3'])
    expect(await subjects(third)).toEqual(['1', '2', '3'])
  })

  test('takes in answers that come after it was asked for', async () => {
    const first = mail('1', own('1@t'))
    expect(await subjects(first)).toEqual(['1'])
    mail('2', own('2@t'), 'In-Reply-To: <1@t>')
    expect(await subjects(first)).toEqual(['1', '2'])
  })

  test('holds together by a message that is not here', async () => {
    const one = mail('1', own('1@t'), 'References: <0@t>')
    mail('2', own('2@t'), 'References: <0@t>')
    expect(await subjects(one)).toEqual(['1', '2'])
  })

  test('is made of two when a message names both', async () => {
    const one = mail('1', own('1@t'))
    const two = mail('2', own('2@t'))
    mail('3', own('3@t'), 'In-Reply-To: <2@t>')
    expect(await subjects(one)).toEqual(['1'])
    mail('4', own('4@t'), 'References: <1@t> <2@t>')
    expect(await subjects(one)).toEqual(['1', '2', '3', '4'])
    expect(await subjects(two)).toEqual(['1', '2', '3', '4'])
  })

  test('of a message without Message-ID is that message alone', async () => {
    const first = mail('1')
    mail('2')
    expect(await subjects(first)).toEqual(['1'])
  })

  test('is without messages that are gone', async () => {
    const first = mail('1', own('1@t'))
    const second = mail('2', own('2@t'), 'In-Reply-To: <1@t>')
    mail('3', own('3@t'), 'In-Reply-To: <2@t>')
    await subjects(first)
    store.apply({ type: 'delete-message', ids: [second.id] })
    expect(await subjects(first)).toEqual(['1', '3'])
  })

  test('is the same after many messages came and went', async () => {
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 700; n++) mail(`${n}`, own(`${round}-${n}@t`))
      const latest = mail('latest', own(`${round}@t`), `References: <${round}-0@t>`)
      expect(await subjects(latest)).toEqual(['0', 'latest'])
      store.apply({ type: 'delete-message', ids: [...store.messages].map(({ id }) => id) })
    }
  })

  test('that several ask for at a time has each message once', async () => {
    const first = mail('1', own('1@t'))
    for (let n = 2; n < 2000; n++) mail(`${n}`, own(`${n}@t`), 'In-Reply-To: <1@t>')
    const answers = await Promise.all([conversations.of(first), conversations.of(first)])
    expect(answers.map(messages => new Set(messages).size)).toEqual([1999, 1999])
    expect(answers.map(messages => messages.length)).toEqual([1999, 1999])
  })

  test('goes by a hundred Message-IDs of one mail, and by none that is longer than a line', async () => {
    const names = Array.from({ length: 150 }, (_, n) => `<${n}@t>`).join(' ')
    const first = mail('1', `References: ${names}`)
    mail('2', own('99@t'))
    mail('3', own('100@t'))
    expect(await subjects(first)).toEqual(['1', '2'])
    const long = `${'a'.repeat(1000)}@t`
    const other = mail('4', own(long))
    mail('5', `In-Reply-To: <${long}>`)
    expect(await subjects(other)).toEqual(['4'])
  })
})
