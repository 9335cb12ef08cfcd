import { describe, expect, test } from 'vitest'
import { answerDraft } from '../../web/state/draft.ts'
import { message } from './fixtures.ts'

const ANNA = { name: 'Anna', address: 'anna@app.test' }
const BOB = { name: 'Bob, the "builder"', address: 'Bob@x.test' }
const CAROL = { name: '', address: 'carol@x.test' }

const ORDER = message('m', {
  subject: 'Order',
  from: [ANNA],
  to: [BOB, CAROL],
  cc: [ANNA],
  text: 'One\r\n> Two\n',
})

describe('a reply', () => {
  test('goes from who got the message to who sent it, about the same, with its text quoted', () => {
    expect(answerDraft('reply', ORDER, 'Anna wrote:', null)).toEqual({
      from: '"Bob, the \\"builder\\"" <Bob@x.test>',
      to: 'Anna <anna@app.test>',
      cc: '',
      bcc: '',
      subject: 'Re: Order',
      format: 'text',
      body: '\n\nAnna wrote:\n> One\n>> Two\n',
      files: [],
    })
  })

  test('goes to whom the message names for it', () => {
    expect(answerDraft('reply', { ...ORDER, replyTo: [CAROL] }, '', null).to).toBe('carol@x.test')
  })

  test('to all goes to the others too, but to no one twice', () => {
    expect(answerDraft('reply-all', ORDER, '', null).cc).toBe('carol@x.test')
    expect(answerDraft('reply-all', { ...ORDER, replyTo: [CAROL] }, '', null).cc).toBe('Anna <anna@app.test>')
  })

  test('read in an account goes from there', () => {
    expect(answerDraft('reply', ORDER, '', 'carol@x.test').from).toBe('carol@x.test')
    expect(answerDraft('reply', ORDER, '', 'eve@y.test').from).toBe('eve@y.test')
    expect(answerDraft('reply-all', ORDER, '', 'carol@x.test').cc).toBe(
      '"Bob, the \\"builder\\"" <Bob@x.test>',
    )
  })

  test('of a recipient whom no field names goes from the address alone', () => {
    const hidden = { ...ORDER, envelope: { from: '', to: ['<eve@y.test>', 'bob@y.test'] } }
    expect(answerDraft('reply', hidden, '', null).from).toBe('eve@y.test')
  })

  test('to a reply has one Re, and quotes nothing where there is no text', () => {
    const draft = answerDraft('reply', message('m', { subject: 'RE: Order', text: ' \n' }), 'x', null)
    expect([draft.subject, draft.body]).toEqual(['RE: Order', ''])
  })

  test('quotes no more than the beginning of a long text', () => {
    const long = message('m', { text: 'word '.repeat(100_000) })
    expect(answerDraft('reply', long, '', null).body.length).toBeLessThan(11_000)
  })
})

describe('a message passed on', () => {
  test('goes to nobody yet, and says what it is', () => {
    expect(answerDraft('forward', ORDER, 'x', null)).toMatchObject({
      to: '',
      cc: '',
      subject: 'Fwd: Order',
      body: '',
    })
    expect(answerDraft('forward', message('m', { subject: 'TR: Commande' }), '', null).subject).toBe(
      'TR: Commande',
    )
  })
})
