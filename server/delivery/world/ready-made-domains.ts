import { PLAIN_ACCOUNT } from './empty-world.ts'
import { usualReply } from './usual-reply.ts'
import type { AccountRules, Domain } from './world.ts'

const OUT_OF_OFFICE: AccountRules = {
  ...PLAIN_ACCOUNT,
  vacation: {
    subject: null,
    text: 'I am out of the office.',
    every: 0,
    unaddressed: true,
    from: null,
    until: null,
  },
}
const COMPLAINING: AccountRules = { ...PLAIN_ACCOUNT, complains: true }
const POLICY = refusing(554, '5.7.1', 'Refused by the policy of this domain')
const SPAM = refusing(554, '5.7.1', 'Taken for spam')
const UNKNOWN = refusing(550, '5.1.1', 'No such mailbox here')
const FULL = refusing(552, '5.2.2', 'The mailbox is full')
const SUPPRESSED = refusing(550, '5.1.1', 'The address is on the suppression list')

const DOMAINS: readonly Domain[] = [
  domain('unknown.test', { accounts: new Map() }),
  domain('full.test', { account: FULL }),
  elsewhere('down.test'),
  elsewhere('greylist.test', { refuse: 'rcpt' }),
  elsewhere('slow.test'),
  domain('policy.test', { refuse: 'data', account: POLICY }),
  domain('bounce-later.test', { refuse: 'bounce', accounts: new Map() }),
  domain('soft-bounce.test', { refuse: 'bounce', account: FULL }),
  domain('complaint.test', { account: COMPLAINING }),
  domain('autoreply.test', { account: OUT_OF_OFFICE }),
  ...Array.from({ length: 200 }, (_, index) => replying(400 + index)),
  domain('simulator.amazonses.com', {
    refuse: 'bounce',
    plus: true,
    accounts: new Map([
      ['success', PLAIN_ACCOUNT],
      ['bounce', UNKNOWN],
      ['complaint', COMPLAINING],
      ['ooto', OUT_OF_OFFICE],
      ['suppressionlist', SUPPRESSED],
    ]),
  }),
  domain('resend.dev', {
    refuse: 'bounce',
    plus: true,
    accounts: new Map([
      ['delivered', PLAIN_ACCOUNT],
      ['bounced', UNKNOWN],
      ['complained', COMPLAINING],
      ['suppressed', SUPPRESSED],
    ]),
  }),
  domain('bounce-testing.postmarkapp.com', {
    refuse: 'bounce',
    accounts: new Map([
      ['softbounce', FULL],
      ['soft_bounce', FULL],
      ['blocked', POLICY],
      ['spamnotification', SPAM],
      ['spam_notification', SPAM],
      ['autoresponder', OUT_OF_OFFICE],
      ['auto_responder', OUT_OF_OFFICE],
    ]),
  }),
  elsewhere('bounce-test.mailersend.net'),
]

/** What behaves in a way of its own without a world, by name. */
export const READY_MADE_DOMAINS: ReadonlyMap<string, Domain> = new Map(
  DOMAINS.map(domain => [domain.name, domain]),
)

const LABELS: Readonly<Record<string, string>> = {
  bounce: 'bounce-later.test',
  soft: 'soft-bounce.test',
  full: 'full.test',
  unknown: 'unknown.test',
  policy: 'policy.test',
  later: 'bounce-later.test',
  down: 'down.test',
  greylist: 'greylist.test',
  slow: 'slow.test',
  complaint: 'complaint.test',
  autoreply: 'autoreply.test',
}

/** Words that act behind a plus on any domain, or reply codes, and the ready-made domain that does the same. */
const LABELLED = new Map(
  DOMAINS.flatMap(domain => {
    const [code] = /^\d{3}(?=\.test$)/.exec(domain.name) ?? []
    const words = Object.keys(LABELS).filter(word => LABELS[word] === domain.name)
    return [...words, ...(code === undefined ? [] : [code])].map(label => [label, domain] as const)
  }),
)

/** The ready-made domain that what follows the last plus of an address asks for; undefined when it asks for none. */
export function domainOfLabel(address: string): Domain | undefined {
  const at = address.lastIndexOf('@')
  const local = at < 0 ? address : address.slice(0, at)
  const plus = local.lastIndexOf('+')
  return plus < 0 ? undefined : LABELLED.get(local.slice(plus + 1).toLowerCase())
}

/** A domain of ours that takes everything, and refuses at RCPT what it does not. */
function domain(name: string, rules: Partial<Domain>): Domain {
  return {
    name,
    local: true,
    refuse: 'rcpt',
    accounts: null,
    account: PLAIN_ACCOUNT,
    catchAll: null,
    aliases: new Map(),
    plus: false,
    mx: null,
    addresses: [],
    dns: 'found',
    ...rules,
  }
}

/** A domain with one host, of which `READY_MADE_HOSTS` tells how it behaves. */
function elsewhere(name: string, rules: Partial<Domain> = {}): Domain {
  return domain(name, {
    local: false,
    refuse: 'bounce',
    mx: [{ preference: 10, host: `mx.${name}` }],
    ...rules,
  })
}

function replying(code: number): Domain {
  return domain(`${code}.test`, { account: { ...PLAIN_ACCOUNT, refusal: usualReply(code) } })
}

function refusing(code: number, enhanced: string, text: string): AccountRules {
  return { ...PLAIN_ACCOUNT, refusal: { code, enhanced, text } }
}
