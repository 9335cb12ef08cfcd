import { describe, expect, it } from 'vitest'
import { composeForward, composeReply } from '../../server/message/answer.ts'

function mail(...header: string[]): Buffer {
  return Buffer.from([...header, '', 'Hello', ''].join('\r\n'))
}

const ORDER = mail(
  'From: Shop <orders@shop.test>',
  'To: "Bob B." <bob@x.test>, carol@x.test',
  'Cc: Dan <dan@x.test>, BOB@x.test',
  'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
  'Message-ID: <3@shop.test>',
  'References: <1@shop.test>\r\n <2@shop.test>',
)

describe('a reply', () => {
  it('goes from the recipient to the sender, in the same thread', () => {
    expect(composeReply(ORDER, ['bob@x.test'], { text: 'Thanks' })).toEqual({
      from: '"Bob B." <bob@x.test>',
      to: ['"Shop" <orders@shop.test>'],
      cc: [],
      subject: 'Re: Grüße',
      text: 'Thanks',
      inReplyTo: '<3@shop.test>',
      references: '<1@shop.test> <2@shop.test> <3@shop.test>',
    })
  })

  it('goes to Reply-To where there is one', () => {
    const raw = mail('From: a@x.test', 'Reply-To: Help <help@x.test>, more@x.test')
    expect(composeReply(raw, ['b@x.test'], {}).to).toEqual(['"Help" <help@x.test>', 'more@x.test'])
  })

  it('to all has the other recipients as copies, nobody twice and not oneself', () => {
    expect(composeReply(ORDER, ['bob@x.test'], {}, true).cc).toEqual(['carol@x.test', '"Dan" <dan@x.test>'])
  })

  it('is from a recipient who stands in no header field, when none does', () => {
    expect(composeReply(ORDER, ['hidden@x.test'], {}).from).toBe('hidden@x.test')
    expect(composeReply(ORDER, ['Bob'], {}).from).toBe('bob@localhost')
    expect(composeReply(ORDER, [], {}).from).toBe('"Bob B." <bob@x.test>')
  })

  it('keeps what the writer says', () => {
    const answer = { from: 'x@x.test', to: ['y@x.test'], cc: ['z@x.test'], subject: 'Other' }
    expect(composeReply(ORDER, ['bob@x.test'], answer, true)).toMatchObject(answer)
  })

  it.each([
    ['Hello', 'Re: Hello'],
    ['Re: Hello', 'Re: Hello'],
    ['RE : Hello', 'RE : Hello'],
    ['Reply', 'Re: Reply'],
    ['', 'Re:'],
  ])('to %j has the subject %j', (subject, expected) => {
    expect(composeReply(mail(`Subject: ${subject}`), [], {}).subject).toBe(expected)
  })

  it('takes In-Reply-To for the thread when there are no References', () => {
    const raw = mail('Message-ID: <2@x>', 'In-Reply-To: <1@x>')
    expect(composeReply(raw, [], {}).references).toBe('<1@x> <2@x>')
  })

  it('belongs to no thread when the message has no Message-ID', () => {
    const composition = composeReply(mail('From: a@x.test'), ['b@x.test'], {})
    expect([composition.inReplyTo, composition.references]).toEqual([undefined, undefined])
  })

  it('drops references from the middle of a thread that has grown too long', () => {
    const ids = Array.from({ length: 80 }, (_, n) => `<${n}@x>`)
    const raw = mail('Message-ID: <last@x>', `References: ${ids.join('\r\n ')}`)
    const references = composeReply(raw, [], {}).references?.split(' ')
    expect(references).toHaveLength(50)
    expect([references?.[0], references?.[1], references?.at(-1)]).toEqual(['<0@x>', '<32@x>', '<last@x>'])
  })
})

describe('a forwarded message', () => {
  it('goes along whole, as an attachment', () => {
    const { attachments, subject, from } = composeForward(ORDER, ['bob@x.test'], { to: ['eve@x.test'] })
    expect([subject, from]).toEqual(['Fwd: Grüße', '"Bob B." <bob@x.test>'])
    expect(attachments).toMatchObject([{ name: 'message.eml', type: 'message/rfc822' }])
    expect(Buffer.from(attachments?.[0]?.content ?? '', 'base64')).toEqual(ORDER)
  })
})
