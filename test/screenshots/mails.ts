import type { Composition } from '../../server/http/contract.ts'

const receipt = (
  name: string,
  order: string,
  total: string,
) => `<!doctype html><html><body style="margin:0;background:#f6f4ef;font:15px/1.5 system-ui,sans-serif;color:#22303a">
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:28px 16px">
  <table role="presentation" width="520" cellpadding="0" cellspacing="0" style="background:#fff;border-radius:10px">
    <tr><td style="padding:26px 32px 0;font-size:20px;font-weight:700;color:#0f5c4a">Maison Tilleul</td></tr>
    <tr><td style="padding:14px 32px 0"><h1 style="margin:0;font-size:24px;line-height:1.25">Thank you, ${name}</h1>
      <p>Your order <b>${order}</b> is on its way. It should be with you on Thursday.</p></td></tr>
    <tr><td style="padding:6px 32px"><table width="100%" cellpadding="8" cellspacing="0" style="border-collapse:collapse">
      <tr style="border-bottom:1px solid #e6e3da"><td>Linden honey, 500 g</td><td align="right">2 × 9.50 €</td></tr>
      <tr style="border-bottom:1px solid #e6e3da"><td>Beeswax candle</td><td align="right">14.00 €</td></tr>
      <tr><td><b>Total</b></td><td align="right"><b>${total}</b></td></tr></table></td></tr>
    <tr><td style="padding:10px 32px 30px"><a href="https://shop.example.test/orders/${order}" style="display:inline-block;padding:11px 22px;border-radius:6px;background:#0f5c4a;color:#fff;text-decoration:none;font-weight:600">Follow the parcel</a></td></tr>
  </table></td></tr></table></body></html>`

const SHOP = 'Maison Tilleul <orders@shop.example.test>'
const FORGE = 'Forge <builds@forge.example.test>'

/** What an application in the making might send, the oldest first. */
export const MAILS: readonly Composition[] = [
  {
    from: FORGE,
    to: 'dev@forge.example.test',
    subject: 'Build 4710 failed on main',
    text: '3 of 1,204 tests failed. The first: "a cart keeps its items after login".',
  },
  {
    from: 'Léa Marchand <lea@shop.example.test>',
    to: 'support@shop.example.test',
    cc: 'anna@example.test',
    subject: 'Facture de novembre',
    text: 'Bonjour, la facture est jointe. Bonne journée, Léa',
    attachments: [{ name: 'facture-2026-11.pdf', type: 'application/pdf', content: 'JVBERi0xLjQK' }],
  },
  {
    from: 'Accounts <no-reply@shop.example.test>',
    to: 'ben@example.test',
    subject: 'Your sign-in code is 481 920',
    text: 'Your code is 481920. It is good for ten minutes.',
  },
  {
    from: 'Newsletter <news@shop.example.test>',
    to: 'list@shop.example.test',
    bcc: ['anna@example.test', 'ben@example.test', 'carol@example.test'],
    subject: 'Five teas for short days',
    text: 'The days are short and the kettle is on. Here are five teas that we like.',
  },
  {
    from: 'Accounts <no-reply@shop.example.test>',
    to: 'carol@example.test',
    subject: 'Reset your password',
    text: 'Somebody asked for a new password. If it was you, follow https://shop.example.test/reset',
  },
  {
    from: FORGE,
    to: 'dev@forge.example.test',
    subject: 'Build 4711 passed',
    text: 'All 1,204 tests passed in 3 minutes 12 seconds.',
  },
  {
    from: 'Carol Reyes <carol@example.test>',
    to: 'support@shop.example.test',
    subject: 'Re: Where is my parcel?',
    text: 'It came this morning, thank you. The candle smells wonderful.',
  },
  {
    from: SHOP,
    to: 'ben@example.test',
    subject: 'Your order T-2041 is on its way',
    html: receipt('Ben', 'T-2041', '33.00 €'),
    text: 'Thank you, Ben. Your order T-2041 is on its way.',
  },
  {
    from: 'Accounts <no-reply@shop.example.test>',
    to: 'anna@example.test',
    subject: 'Welcome to Maison Tilleul',
    text: 'Hello Anna, your account is ready.',
  },
  {
    from: SHOP,
    to: 'anna@example.test',
    bcc: 'archive@shop.example.test',
    subject: 'Your order T-2042 is on its way',
    html: receipt('Anna', 'T-2042', '33.00 €'),
    text: 'Thank you, Anna. Your order T-2042 is on its way.',
    attachments: [{ name: 'invoice-T-2042.pdf', type: 'application/pdf', content: 'JVBERi0xLjQK' }],
  },
]
