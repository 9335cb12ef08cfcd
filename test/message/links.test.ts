import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readHtml } from '../../server/message/html-reading.ts'
import { MESSAGE_LIMITS } from '../../server/message/limits.ts'
import { findLinks, hasLink } from '../../server/message/links.ts'
import type { Link } from '../../server/message/links.ts'
import { fastest } from './fastest.ts'

interface Mail {
  readonly html?: string
  readonly text?: string
  readonly listUnsubscribe?: string
}

function linksOf({ html = '', text, listUnsubscribe }: Mail): Link[] {
  return findLinks({ anchors: readHtml(html).anchors, text: text ?? null, listUnsubscribe })
}

function hrefsOf(mail: Mail): string[] {
  return linksOf(mail).map(({ href }) => href)
}

describe('findLinks', () => {
  it('gives those of the HTML in its order, then those of the text that it has not', () => {
    const html = '<a href="https://x.test/2">Two</a><a href="https://x.test">Home</a>'
    const text = 'Home: https://x.test/ Three: https://x.test/3 Two: https://x.test/2'
    expect(linksOf({ html, text })).toEqual([
      { href: 'https://x.test/2', text: 'Two', kind: 'other' },
      { href: 'https://x.test', text: 'Home', kind: 'other' },
      { href: 'https://x.test/3', text: 'https://x.test/3', kind: 'other' },
    ])
  })

  it('gives a link once that is there twice with the same text', () => {
    const link = '<a href="https://x.test">Home</a>'
    expect(
      linksOf({ html: `${link}${link}<a href="https://x.test">Start</a>` }).map(({ text }) => text),
    ).toEqual(['Home', 'Start'])
  })

  test.each<[html: string, href: string | null]>([
    ['<a href="https://x.test/?a=1&amp;b=2">', 'https://x.test/?a=1&b=2'],
    ['<a href="https://x.test/?a=1&copy=2&reg_id=3">', 'https://x.test/?a=1&copy=2&reg_id=3'],
    ["<A HREF='https://x.test/ü'>", 'https://x.test/ü'],
    ['<a href=https://x.test/a>', 'https://x.test/a'],
    ['<a href = "https://x.test/a">', 'https://x.test/a'],
    ['<a href="  https://x.test/\n a ">', 'https://x.test/ a'],
    ['<a href="&#104;ttps://x.test/">', 'https://x.test/'],
    ['<area href="https://x.test/map" alt="Map">', 'https://x.test/map'],
    ['<a href="mailto:bob@x.test?subject=Hi">', 'mailto:bob@x.test?subject=Hi'],
    ['<a href="tel:+4930123">', 'tel:+4930123'],
    ['<a href="javascript:alert(1)">', null],
    ['<a href="java\nscript:alert(1)">', null],
    ['<a href="&#106;avascript:alert(1)">', null],
    ['<a href="javascript&colon;alert(1)">', null],
    ['<a href="data:text/html,x">', null],
    ['<a href="vbscript:x">', null],
    ['<a href="file:///etc/passwd">', null],
    ['<a href="#top">', null],
    ['<a href="/relative">', null],
    ['<a href="https://">', null],
    ['<a href="">', null],
    ['<a name="x">', null],
    ['<!-- <a href="https://x.test/"> -->', null],
    ['<style>a[href="https://x.test/"]{}</style>', null],
  ])('of %j takes %j', (html, href) => {
    expect(hrefsOf({ html })).toEqual(href === null ? [] : [href])
    expect(hasLink({ anchors: readHtml(html).anchors, text: null })).toBe(href !== null)
  })

  test.each<[text: string, hrefs: string[]]>([
    ['See https://x.test/a.', ['https://x.test/a']],
    ['(https://x.test/a)', ['https://x.test/a']],
    ['https://x.test/a_(b)', ['https://x.test/a_(b)']],
    ['<https://x.test/a>,<HTTP://X.test>', ['https://x.test/a', 'HTTP://X.test']],
    ['"https://x.test/a?b=c&d=e#f"!', ['https://x.test/a?b=c&d=e#f']],
    ['*https://x.test/*', ['https://x.test/']],
    ['详情：https://x.test/a。', ['https://x.test/a']],
    ['https://x.test/ü', ['https://x.test/ü']],
    ['mailto:bob@x.test tel:+49301', ['mailto:bob@x.test', 'tel:+49301']],
    ['Mailto:bob, tel: 4711, Tel.:4711', []],
    ['www.x.test, x.test/a, xhttp://y, https://', []],
    ['javascript:alert(1) data:text/html,x ftp://x.test', []],
  ])('of the text %j takes %j', (text, hrefs) => {
    expect(hrefsOf({ text })).toEqual(hrefs)
    expect(hasLink({ anchors: [], text })).toBe(hrefs.length > 0)
  })

  test.each<[html: string, text: string]>([
    ['<a href="https://x.test"> Confirm\n <b>your</b> address</a>', 'Confirm your address'],
    ['<a href="https://x.test"><table><tr><td>A</td><td>B</td></tr></table></a>', 'A B'],
    ['<a href="https://x.test"><img src="a.png" alt="Logo"></a>', 'Logo'],
    ['<a href="https://x.test" title="Start"><img src="a.png"></a>', 'Start'],
    ['<a href="https://x.test">&lt;x&gt;', '<x>'],
    ['<a href="https://x.test">One<a href="https://y.test">Two</a>', 'One'],
    ['<a href="https://x.test"></a>', ''],
  ])('in %j the reader sees %j', (html, text) => {
    expect(linksOf({ html })[0]?.text).toBe(text)
  })

  it('keeps no more of them than its limit, and no longer ones', () => {
    const many = Array.from({ length: 2 * MESSAGE_LIMITS.links }, (_, n) => `https://x.test/${n}`)
    expect(linksOf({ text: many.join(' ') })).toHaveLength(MESSAGE_LIMITS.links)
    const html = many.map(href => `<a href="${href}">x</a>`).join('')
    expect(linksOf({ html })).toHaveLength(MESSAGE_LIMITS.links)
    const long = `https://x.test/${'a'.repeat(MESSAGE_LIMITS.hrefLength)}`
    expect(linksOf({ html: `<a href="${long}">x</a>`, text: long })).toEqual([])
    const words = `<a href="https://x.test">${'word '.repeat(1000)}</a>`
    expect(linksOf({ html: words })[0]!.text.length).toBeLessThanOrEqual(MESSAGE_LIMITS.linkText)
  })
})

describe('the kind of a link', () => {
  const OPAQUE = 'https://click.x.test/ls/click?upn=8fK2'

  test.each<[kind: Link['kind'], texts: string[]]>([
    [
      'confirm',
      [
        'Confirm your email',
        'Verify email address',
        'Activate account',
        'VERIFY',
        "Confirmer l'adresse",
        'Vérifier mon adresse',
        'Activer mon compte',
        'E-Mail-Adresse bestätigen',
        'Konto aktivieren',
        'Confirmar correo',
        'Verifica tu cuenta',
        'Conferma indirizzo',
        'Confirmar e-mail',
        'E-mail bevestigen',
        'Potwierdź adres e-mail',
        'Bekräfta e-postadress',
        'E-postanı doğrula',
        'Подтвердить адрес',
        'Підтвердити адресу',
        'メールアドレスを確認する',
        '验证邮箱',
        '驗證電子郵件',
        '이메일 인증하기',
        'تأكيد البريد الإلكتروني',
        'אימות כתובת',
      ],
    ],
    [
      'reset',
      [
        'Reset password',
        'Reset your password now',
        'Choose a new password',
        'Réinitialiser mon mot de passe',
        'Passwort zurücksetzen',
        'Restablecer contraseña',
        'Reimposta password',
        'Redefinir senha',
        'Wachtwoord opnieuw instellen',
        'Zresetuj hasło',
        'Återställ lösenord',
        'Şifremi sıfırla',
        'Сбросить пароль',
        'Скинути пароль',
        'パスワードを再設定',
        '重置密码',
        '비밀번호 재설정',
        'إعادة تعيين كلمة المرور',
        'איפוס סיסמה',
      ],
    ],
    [
      'unsubscribe',
      [
        'Unsubscribe',
        'opt out',
        'Confirm and unsubscribe',
        'Se désabonner',
        'Newsletter abmelden',
        'Hier abbestellen',
        'Darse de baja',
        'Cancelar la suscripción',
        'Annulla iscrizione',
        'Cancelar inscrição',
        'Afmelden',
        'Uitschrijven',
        'Wypisz się',
        'Avregistrera',
        'Abonelikten çık',
        'Отписаться',
        'Відписатися',
        '配信停止',
        '退订',
        '수신거부',
        'إلغاء الاشتراك',
        'הסרה מרשימת התפוצה',
      ],
    ],
    [
      'other',
      [
        'Visit our site',
        'See your activity',
        'Active offers',
        'View order confirmation',
        'Manage preferences',
        'Aktivitäten ansehen',
        'Valid until tomorrow',
        'Home',
        '',
      ],
    ],
  ])('is %s by what it says', (kind, texts) => {
    const html = texts.map((text, n) => `<a href="${OPAQUE}${n}">${text}</a>`).join('')
    const wrong = linksOf({ html }).filter(link => link.kind !== kind)
    expect(wrong).toEqual([])
  })

  test.each<[href: string, kind: Link['kind']]>([
    ['https://x.test/users/confirmation?confirmation_token=k3Jx', 'confirm'],
    ['https://x.test/verify-email/k3Jx', 'confirm'],
    ['https://x.test/auth/action?mode=verifyEmail&oobCode=k3Jx', 'confirm'],
    ['https://x.test/password/edit?reset_password_token=k3Jx', 'reset'],
    ['https://x.test/auth/action?mode=resetPassword', 'reset'],
    ['https://x.test/u/unsubscribe/4711', 'unsubscribe'],
    ['https://x.test/list?action=optout', 'unsubscribe'],
    ['mailto:unsubscribe@x.test', 'unsubscribe'],
    ['https://verify.x.test/start', 'other'],
    ['https://x.test/?next=%2Fconfirm', 'other'],
  ])('of %s, which says "Click here", is %s', (href, kind) => {
    expect(linksOf({ html: `<a href="${href}">Click here</a>` })[0]!.kind).toBe(kind)
  })

  it('is unsubscribe when a List-Unsubscribe field names it', () => {
    const html =
      '<a href="https://x.test/p/1">Preferences</a><a href="mailto:off@x.test">Write</a><a href="tel:1">1</a>'
    const listUnsubscribe = '<mailto:off@x.test>, <https://x.test/p/1>'
    expect(linksOf({ html, listUnsubscribe }).map(({ kind }) => kind)).toEqual([
      'unsubscribe',
      'unsubscribe',
      'other',
    ])
  })

  it('of an address in the text is told by the words before it', () => {
    const text = `Please confirm your address:\n\n${OPAQUE}1\n\nTo unsubscribe, open ${OPAQUE}2\nHome ${OPAQUE}3`
    expect(linksOf({ text }).map(({ kind }) => kind)).toEqual(['confirm', 'unsubscribe', 'other'])
  })

  it('of a mail address or a telephone is never confirm or reset', () => {
    const html =
      '<a href="mailto:a@x.test">Confirm</a><a href="mailto:b@x.test">Unsubscribe</a><a href="tel:1">Verify</a>'
    expect(linksOf({ html }).map(({ kind }) => kind)).toEqual(['other', 'unsubscribe', 'other'])
  })
})

describe('whatever a message says', () => {
  const words =
    '<a href=|"|\'|https://x.test|javascript:|mailto:|a@b|>|</a>|&amp;|&#106;|<img alt=|(|)|.|<|\\|\u3002|%|tel:+1| |\n'
  const piece = fc.oneof(fc.constantFrom(...words.split('|')), fc.string({ unit: 'binary', maxLength: 8 }))
  const text = fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join(''))

  it('links lead to pages, mailboxes and telephones', () => {
    fc.assert(
      fc.property(text, text, (html, text) => {
        const links = linksOf({ html, text, listUnsubscribe: text })
        for (const { href } of links) expect(URL.parse(href)?.protocol).toMatch(/^(?:https?|mailto|tel):$/)
        expect(hasLink({ anchors: readHtml(html).anchors, text })).toBe(links.length > 0)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    'https://',
    'https://x.test/) ',
    `https://x.test/${')'.repeat(5000)} `,
    'mailto:',
    '<a href="https://x.test/">x</a>',
    `<a href="${' '.repeat(5000)}">`,
    `<a href="https://x.test/${'a&b='.repeat(500)}">confirm</a>`,
    '<a ',
    '<a href=x y="',
    '<img src=cid:a alt=b>',
    '<',
    '<!--',
    '<style>',
    '&amp;',
    '&',
    '<td>1</td>',
    ' ',
    ' \u200b',
  ])('a megabyte of %.40j takes no time worth noticing', unit => {
    const text = unit.repeat(Math.ceil((1024 * 1024) / unit.length))
    expect(fastest(() => linksOf({ html: text, text }))).toBeLessThan(250)
  })
})
