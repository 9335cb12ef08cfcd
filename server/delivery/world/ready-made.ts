/** A form of addresses that behave in a way of their own, without a world. */
export interface ReadyMadeAddress {
  /** What may be any text is in angle brackets: `<anything>@unknown.test`. */
  readonly form: string
  readonly example: string
  /** In one sentence; a number that it begins with is the reply that the client gets. */
  readonly happens: string
}

/** Those at domains of their own, as README, `GET /world/ready-made` and the inbox show them. */
export const READY_MADE_ADDRESSES: readonly ReadyMadeAddress[] = [
  row('<anything>@unknown.test', 'anna@unknown.test', '550 5.1.1 at RCPT.'),
  row('<anything>@full.test', 'anna@full.test', '552 5.2.2 at RCPT.'),
  row(
    '<anything>@greylist.test',
    'anna@greylist.test',
    '451 4.7.1 at RCPT for five minutes from the first attempt of that client, sender and recipient, then taken.',
  ),
  row('<anything>@policy.test', 'anna@policy.test', '554 5.7.1 after DATA.'),
  row(
    '<anything>@<code>.test',
    'anna@451.test',
    'That code, from 400 to 599, at RCPT, with an enhanced status code that fits.',
  ),
  row('<anything>@slow.test', 'anna@slow.test', '250, and delivered one minute later.'),
  row(
    '<anything>@down.test',
    'anna@down.test',
    '250, queued, and given up after five days with a 4.4.1 bounce, as the host refuses connections.',
  ),
  row('<anything>@bounce-later.test', 'anna@bounce-later.test', '250, then a 5.1.1 bounce in the same tick.'),
  row(
    '<anything>@soft-bounce.test',
    'anna@soft-bounce.test',
    '250, then a 5.2.2 bounce in the same tick: the mailbox is full.',
  ),
  row(
    '<anything>@complaint.test',
    'anna@complaint.test',
    '250, delivered, and a complaint (ARF) to the sender in the same tick.',
  ),
  row(
    '<anything>@autoreply.test',
    'anna@autoreply.test',
    '250, delivered, and an automatic reply to the sender in the same tick.',
  ),
  ...providerRows(),
]

/** Those that are switched on by themselves: a word behind a plus, on any domain. */
export const READY_MADE_LABELS: readonly ReadyMadeAddress[] = [
  ['bounce', 'As bounce-later.test: 250, then a 5.1.1 bounce.'],
  ['soft', 'As soft-bounce.test: 250, then a 5.2.2 bounce.'],
  ['full', 'As full.test: 552 5.2.2 at RCPT.'],
  ['unknown', 'As unknown.test: 550 5.1.1 at RCPT.'],
  ['policy', 'As policy.test: 554 5.7.1 after DATA.'],
  ['later', 'As bounce-later.test: 250, then a 5.1.1 bounce.'],
  ['down', 'As down.test: 250, queued, and given up after five days.'],
  ['greylist', 'As greylist.test: 451 4.7.1 at RCPT for five minutes.'],
  ['slow', 'As slow.test: 250, and delivered one minute later.'],
  ['complaint', 'As complaint.test: 250, delivered, and a complaint.'],
  ['autoreply', 'As autoreply.test: 250, delivered, and an automatic reply.'],
  ['451', 'As 451.test: that code, from 400 to 599, at RCPT.'],
].map(([label, happens]) =>
  row(`<anything>+${label === '451' ? '<code>' : label!}@<any domain>`, `anna+${label!}@shop.test`, happens!),
)

/** What providers of mail services name in their documentation; all is answered with 250, as they do. */
function providerRows(): ReadyMadeAddress[] {
  const delivered = '250, and delivered.'
  const unknown = '250, then a 5.1.1 bounce in the same tick.'
  const suppressed = '250, then a 5.1.1 bounce in the same tick: the address is on a suppression list.'
  const complaint = '250, delivered, and a complaint (ARF) to the sender in the same tick.'
  const reply = '250, delivered, and an automatic reply to the sender in the same tick.'
  const blocked = '250, then a 5.7.1 bounce in the same tick.'
  const full = '250, then a 5.2.2 bounce in the same tick: the mailbox is full.'
  const rows: readonly [domain: string, locals: readonly (readonly [local: string, happens: string])[]][] = [
    [
      // https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
      'simulator.amazonses.com',
      [
        ['success', delivered],
        ['bounce', unknown],
        ['complaint', complaint],
        ['ooto', reply],
        ['suppressionlist', suppressed],
      ],
    ],
    [
      // https://resend.com/docs/dashboard/emails/send-test-emails
      'resend.dev',
      [
        ['delivered', delivered],
        ['bounced', unknown],
        ['complained', complaint],
        ['suppressed', suppressed],
      ],
    ],
    [
      // https://postmarkapp.com/support/article/1239-how-to-test-bounces
      'bounce-testing.postmarkapp.com',
      [
        ['hardbounce', unknown],
        ['softbounce', full],
        ['blocked', blocked],
        ['spamnotification', blocked],
        ['autoresponder', reply],
      ],
    ],
    [
      // https://developers.mailersend.com/tools
      'bounce-test.mailersend.net',
      [
        ['hard-bounce', unknown],
        ['blocked', blocked],
        ['dmarc', '250, then a 5.7.26 bounce in the same tick.'],
        ['soft-bounce', queued('421 4.3.2')],
        ['transient', queued('450 4.2.1')],
        ['dns-error', queued('450 4.4.3')],
      ],
    ],
  ]
  return rows.flatMap(([domain, locals]) =>
    locals.map(([local, happens]) => row(`${local}@${domain}`, `${local}@${domain}`, happens)),
  )
}

function queued(reply: string): string {
  return `250, queued, as its host says ${reply} each time, and given up after five days with a bounce.`
}

function row(form: string, example: string, happens: string): ReadyMadeAddress {
  return { form, example, happens }
}
