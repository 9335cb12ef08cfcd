import { expect, test } from 'vitest'
import type { RecipientContext } from '../../server/delivery/routing/recipient-context.ts'
import { Delivery } from '../../server/delivery/submission.ts'
import type { EnvelopePath } from '../../server/message/envelope.ts'
import { talkTo, useReceiving } from './use-receiving.ts'

const start = useReceiving()

class ListeningDelivery extends Delivery {
  readonly asked: { readonly to: string; readonly context: RecipientContext }[] = []

  override route(to: EnvelopePath, context: RecipientContext): ReturnType<Delivery['route']> {
    this.asked.push({ to: to.address, context })
    return super.route(to, context)
  }
}

test('the delivery is asked about each recipient, with what is known of a transaction, which is put together once', async () => {
  let delivery: ListeningDelivery | undefined
  const receiving = await start({ deliver: parts => (delivery = new ListeningDelivery(parts)) })
  const talk = await talkTo(receiving)
  await talk.say('MAIL FROM:<anna@app.test> SIZE=4711')
  await talk.say('RCPT TO:<bob@x.test>')
  await talk.say('RCPT TO:<eve@x.test>')
  await talk.say('RSET')
  await talk.say('AUTH PLAIN AGFubmEAc2VzYW1l')
  await talk.say('MAIL FROM:<>')
  await talk.say('RCPT TO:<bob@x.test>')
  const [first, second, third] = delivery?.asked ?? []
  expect(delivery?.asked.map(({ to }) => to)).toEqual(['bob@x.test', 'eve@x.test', 'bob@x.test'])
  expect(first?.context).toMatchObject({
    size: 4711,
    from: { address: 'anna@app.test' },
    client: '127.0.0.1',
    user: null,
  })
  expect(second?.context).toBe(first?.context)
  expect(third?.context).toMatchObject({ size: null, from: { address: '' }, user: 'anna' })
})
