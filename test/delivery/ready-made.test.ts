import { describe, expect, it, test } from 'vitest'
import { EMPTY_WORLD } from '../../server/delivery/world/empty-world.ts'
import { READY_MADE_ADDRESSES, READY_MADE_LABELS } from '../../server/delivery/world/ready-made.ts'
import { WorldIndex } from '../../server/delivery/world/world-index.ts'

const index = new WorldIndex(EMPTY_WORLD, { readyMade: true, plusAddresses: false })
const plusIndex = new WorldIndex(EMPTY_WORLD, { readyMade: false, plusAddresses: true })

const refusing = (code: number, enhanced: string, refuse: string) => ({
  kind: 'local',
  domain: { refuse },
  account: { refusal: { code, enhanced } },
})

const unknown = (refuse: string) => ({ kind: 'unknown', domain: { refuse } })

describe('a ready-made address', () => {
  test.each<[string, object]>([
    ['anna@unknown.test', unknown('rcpt')],
    ['anna@full.test', refusing(552, '5.2.2', 'rcpt')],
    ['anna@policy.test', refusing(554, '5.7.1', 'data')],
    ['anna@bounce-later.test', unknown('bounce')],
    ['anna@soft-bounce.test', refusing(552, '5.2.2', 'bounce')],
    ['anna@complaint.test', { kind: 'local', mailbox: 'anna@complaint.test', account: { complains: true } }],
    ['anna@autoreply.test', { kind: 'local', account: { vacation: { every: 0 } } }],
    ['anna@451.test', refusing(451, '4.3.0', 'rcpt')],
    ['anna@452.test', refusing(452, '4.3.1', 'rcpt')],
    ['anna@550.test', refusing(550, '5.1.1', 'rcpt')],
    ['anna@552.test', refusing(552, '5.2.2', 'rcpt')],
    ['anna@400.test', refusing(400, '4.0.0', 'rcpt')],
    ['anna@599.test', refusing(599, '5.0.0', 'rcpt')],
    ['anna@399.test', { kind: 'plain' }],
    ['anna@600.test', { kind: 'plain' }],
    ['success@simulator.amazonses.com', { kind: 'local', account: { refusal: null, complains: false } }],
    ['bounce@simulator.amazonses.com', refusing(550, '5.1.1', 'bounce')],
    ['Bounce+order-7@Simulator.AmazonSES.com', refusing(550, '5.1.1', 'bounce')],
    ['complaint@simulator.amazonses.com', { kind: 'local', account: { complains: true } }],
    ['ooto@simulator.amazonses.com', { kind: 'local', account: { vacation: { every: 0 } } }],
    ['suppressionlist@simulator.amazonses.com', refusing(550, '5.1.1', 'bounce')],
    ['whoever@simulator.amazonses.com', unknown('bounce')],
    [
      'delivered+a@resend.dev',
      { kind: 'local', mailbox: 'delivered@resend.dev', account: { refusal: null } },
    ],
    ['bounced+a@resend.dev', refusing(550, '5.1.1', 'bounce')],
    ['complained@resend.dev', { kind: 'local', account: { complains: true } }],
    ['suppressed@resend.dev', refusing(550, '5.1.1', 'bounce')],
    ['HardBounce@bounce-testing.postmarkapp.com', unknown('bounce')],
    ['Soft_Bounce@bounce-testing.postmarkapp.com', refusing(552, '5.2.2', 'bounce')],
    ['blocked@bounce-testing.postmarkapp.com', refusing(554, '5.7.1', 'bounce')],
    ['SpamNotification@bounce-testing.postmarkapp.com', refusing(554, '5.7.1', 'bounce')],
    ['AutoResponder@bounce-testing.postmarkapp.com', { kind: 'local', account: { vacation: { every: 0 } } }],
  ])('%s is %j', (address, fate) => {
    expect(index.fateOf(address)).toMatchObject(fate)
  })

  test.each([
    ['down.test', 'bounce', { outages: [{ how: 'refused', from: null, until: null }] }],
    ['greylist.test', 'rcpt', { greylist: 300_000 }],
    ['slow.test', 'bounce', { delay: 60_000 }],
    ['bounce-test.mailersend.net', 'bounce', { rules: expect.any(Array) as unknown }],
  ])('at %s leads to a host that behaves so', (name, refuse, host) => {
    const fate = index.fateOf(`anna@${name}`)
    expect(fate).toMatchObject({ kind: 'elsewhere', domain: { name, refuse }, account: { refusal: null } })
    const [exchange] = index.zone.resolve(name, 'MX').records
    expect(index.host(exchange?.value ?? '')).toMatchObject(host)
    expect(index.zone.resolve(exchange?.value ?? '', 'A').records).toHaveLength(1)
  })

  test.each([
    ['hard-bounce', 550],
    ['soft-bounce', 421],
    ['blocked', 554],
    ['transient', 450],
    ['dns-error', 450],
    ['dmarc', 550],
  ])('%s@bounce-test.mailersend.net is refused with %d by its host', (local, code) => {
    const rules = index.host('mx.bounce-test.mailersend.net')?.rules ?? []
    const rule = rules.find(({ recipient }) => recipient === `${local}@bounce-test.mailersend.net`)
    expect(rule).toMatchObject({ at: 'rcpt', reply: { code } })
  })
})

describe('the table of ready-made addresses', () => {
  it('has an example of each form, which is simulated', () => {
    for (const { form, example } of READY_MADE_ADDRESSES) {
      expect(example).toMatch(patternOf(form))
      expect(index.fateOf(example).kind).not.toBe('plain')
    }
    for (const { form, example } of READY_MADE_LABELS) {
      expect(example).toMatch(patternOf(form))
      expect(plusIndex.fateOf(example).kind).not.toBe('plain')
    }
  })

  it('says of those that are refused with which reply', () => {
    for (const { example, happens } of READY_MADE_ADDRESSES) {
      const fate = index.fateOf(example)
      if (fate.kind !== 'local' || fate.account.refusal === null || example === 'anna@451.test') continue
      const { code, enhanced } = fate.account.refusal
      expect(happens).toContain(
        fate.domain.refuse === 'bounce' ? `a ${enhanced} bounce` : `${code} ${enhanced}`,
      )
    }
  })
})

function patternOf(form: string): RegExp {
  const pattern = form
    .replace(/[.+]/g, '\\$&')
    .replaceAll('<anything>', '[a-z]+')
    .replaceAll('<code>', '[45]\\d\\d')
    .replaceAll('<any domain>', '[a-z.]+')
  return new RegExp(`^${pattern}$`)
}
