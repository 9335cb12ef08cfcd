import { describe, expect, test } from 'vitest'
import type { Link } from '../../server/http/contract.ts'
import { actionLinks, linkTarget } from '../../web/state/link-target.ts'

const link = (href: string, kind: Link['kind']): Link => ({ href, text: href, kind })

const target = (href: string, text = '') => linkTarget({ href, text })

describe('where a link leads', () => {
  test.each([
    ['https://app.test/confirm?token=1#x', 'https://', 'app.test', '/confirm?token=1#x'],
    ['http://app.test:8080', 'http://', 'app.test:8080', '/'],
    ['https://bank.test@evil.test/a@b', 'https://bank.test@', 'evil.test', '/a@b'],
    ['https://app.test:x@evil.test/app.test', 'https://app.test:x@', 'evil.test', '/app.test'],
    ['https://evil.test\\@bank.test/', 'https://', 'evil.test', '/@bank.test/'],
    ['https://bank.test%2f@evil.test', 'https://bank.test%2f@', 'evil.test', '/'],
    ['https://b\u0430nk.test/', 'https://', 'xn--bnk-6cd.test', '/'],
    ['https://[::1]:3000/', 'https://', '[::1]:3000', '/'],
    ['https://app.test?to=a@b.test', 'https://', 'app.test', '/?to=a@b.test'],
    ['mailto:leave@list.test?subject=leave', 'mailto:', 'leave@list.test', '?subject=leave'],
    ['tel:+33123', 'tel:', '+33123', ''],
  ])('%s', (href, before, host, after) => {
    expect(target(href)).toMatchObject({ before, host, after })
  })

  test.each(['javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'blob:x', '/relative', ''])(
    '%j is not to be opened',
    href => {
      expect(target(href)).toBeNull()
    },
  )

  test.each([
    ['https://bank.test/login', 'bank.test'],
    ['www.bank.test', 'www.bank.test'],
    ['https://app.test@bank.test', 'bank.test'],
    ['https://app.test/', null],
    ['HTTPS://WWW.APP.TEST/other', null],
    ['invoice.pdf', null],
    ['Confirm at https://bank.test', null],
    ['', null],
  ])('with the text %j claims %j', (text, claimed) => {
    expect(target('https://app.test/x', text)?.claimed).toBe(claimed)
  })
})

describe('links that a mail was sent for', () => {
  test('are the first of each kind, the one to leave by last', () => {
    const links = [
      link('u', 'unsubscribe'),
      link('o', 'other'),
      link('c', 'confirm'),
      link('r', 'reset'),
      link('c2', 'confirm'),
    ]
    expect(actionLinks(links).map(({ href }) => href)).toEqual(['c', 'r', 'u'])
    expect(actionLinks([link('o', 'other')])).toEqual([])
  })
})
