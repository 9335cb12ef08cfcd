import { expect, it } from 'vitest'
import { type JourneyStep, journeyOf } from '../../server/delivery/journey/journey.ts'
import { JourneyNotes } from '../../server/delivery/journey/journey-notes.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { createGround, type Ground, type Mail, MINUTE, path, send, submission } from './delivery-fixture.ts'

/** The steps of a kind in the journey of a message. */
function steps<T extends JourneyStep['type']>({ store, delivery }: Ground, message: StoredMessage, type: T) {
  const notes = new JourneyNotes(store)
  const deliveries = delivery.queue.ofMessage(message.id)
  const journey = journeyOf(message, deliveries, notes, delivery.groundOf(message))
  notes.close()
  return journey.steps.filter((step): step is Extract<JourneyStep, { type: T }> => step.type === type)
}

/** Where each recipient's copy was to go; with an asterisk, where the world said so. */
function routes(ground: Ground, message: StoredMessage): string[] {
  return steps(ground, message, 'routed').map(
    ({ recipient, to, simulated }) => `${recipient} ${to}${simulated ? '*' : ''}`,
  )
}

it('a journey tells for each recipient where its copy was to go', async () => {
  const ground = await createGround({
    domains: {
      'shop.test': {
        local: true,
        refuse: 'bounce',
        accounts: { anna: {}, kim: { forward: ['kim@x.test'], keep: false }, full: { quotaMessages: 0 } },
        aliases: { sales: ['anna'] },
      },
      'partner.test': { mx: ['10 mx.partner.test'] },
      'gone.test': { dns: 'nxdomain' },
    },
    hosts: { 'mx.partner.test': { down: true } },
  })
  const locals = ['anna', 'kim', 'sales', 'full', 'nobody'].map(local => `${local}@shop.test`)
  const message = send(ground, { to: ['Bob@X.test', ...locals, 'eva@partner.test', 'eva@gone.test'] })
  expect(routes(ground, message)).toEqual([
    'Bob@X.test mailbox',
    'anna@shop.test mailbox*',
    'kim@shop.test addresses*',
    'sales@shop.test addresses*',
    'full@shop.test mailbox*',
    'nobody@shop.test nowhere*',
    'eva@partner.test elsewhere*',
    'eva@gone.test elsewhere*',
  ])
})

it('a recipient that had no room was routed nowhere; one whose copy was expunged was routed to its mailbox', async () => {
  const ground = await createGround()
  const notes = new JourneyNotes(ground.store)
  send(ground, { to: ['full@x.test'] })
  ground.store.apply({ type: 'set-quota', address: 'full@x.test', quota: { octets: null, messages: 1 } })
  const message = send(ground, { to: ['bob@x.test', 'full@x.test'] })
  const { inbox } = ground.store.account('bob@x.test')!
  ground.store.apply({ type: 'expunge', folder: inbox, uids: [1] })
  const { steps: all } = journeyOf(message, [], notes, null)
  notes.close()
  expect(all.flatMap(step => (step.type === 'routed' ? [`${step.recipient} ${step.to}`] : []))).toEqual([
    'bob@x.test mailbox',
    'full@x.test nowhere',
  ])
})

const NETWORKS = { submission: { networks: ['10.0.0.0/8'], relay: 'denied' }, domains: { 'shop.test': {} } }
const CI = { method: 'PLAIN', user: 'ci' }

it.each<[what: string, document: object, session: Mail['session'], ground: string | undefined]>([
  ['nothing is asked', {}, {}, 'open null'],
  ['it logged in', NETWORKS, { auth: CI }, 'login ci'],
  ['its network may submit', NETWORKS, { address: '10.1.2.3' }, 'network null'],
  ['strangers may write to local domains', NETWORKS, {}, 'local null'],
  ['nobody handed it in by SMTP', {}, { protocol: 'api' }, undefined],
])('a journey tells why a client might hand a message in: %s', async (_, document, session, expected) => {
  const ground = await createGround(document)
  const message = send(ground, { to: ['anna@shop.test'], session: session! })
  const [step] = steps(ground, message, 'checked')
  expect(step && `${step.ground} ${step.login}`).toBe(expected)
})

it('a journey does not guess why, when the rules are others since', async () => {
  const ground = await createGround(NETWORKS)
  const stranger = send(ground, { to: ['anna@shop.test'] })
  const known = ground.delivery.submit(submission({ to: ['anna@shop.test'], session: { auth: CI } }))
  ground.clock.advance(MINUTE)
  await ground.delivery.world.replace({})
  expect(steps(ground, stranger, 'checked')).toEqual([])
  expect(steps(ground, known, 'checked')).toMatchObject([{ ground: 'login', login: 'ci' }])
})

it('an alias is routed to addresses, and none of these is routed again', async () => {
  const ground = await createGround({
    domains: { 'shop.test': { aliases: { all: ['a@x.test', 'b@x.test'] } } },
  })
  const message = ground.delivery.submit({
    ...submission({ to: [] }),
    envelope: { from: path('anna@app.test'), to: [path('all@shop.test')] },
  })
  expect(routes(ground, message)).toEqual(['all@shop.test addresses*'])
})
