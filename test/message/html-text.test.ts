import { describe, expect, it, test } from 'vitest'
import { htmlText } from '../../server/message/html-text.ts'

describe('htmlText', () => {
  test.each([
    ['<p>Hello <b>you</b>!</p>', 'Hello you!'],
    ['<td>a</td><td>b</td>', 'a b'],
    ['one<br>two<div>three</div>', 'one two three'],
    ['in<span>side</span> a w<i>or</i>d', 'inside a word'],
    ['a\n  b&nbsp;&nbsp;c', 'a b c'],
    ['Gr&uuml;&szlig;e &amp; &#8364;&#x20ac; &lt;b&gt;', 'Grüße & €€ <b>'],
    ['&unknown; & &; &#0; &#xD800; &#x110000;', '&unknown; & &; � � �'],
    ['<style>p { color: red }</style>text<script>"<p>"</script>', 'text'],
    ['<title>no</title><STYLE>no</sTyLe >yes', 'yes'],
    ['<!-- no -->yes<!DOCTYPE html><?xml no?>', 'yes'],
    ['<!--[if mso]><p>no</p><![endif]-->yes', 'yes'],
    ['<a title="a > b" href=x>yes</a>', 'yes'],
    ["<a title='>'>yes", 'yes'],
    ['1 < 2 <3', '1 < 2 <3'],
    ['open <a href="x', 'open'],
    ['open <!-- x', 'open'],
    ['open <style> x', 'open'],
    ['Hi &zwnj;&nbsp;&zwnj;&nbsp;&#847; &zwnj;', 'Hi'],
    ['', ''],
  ])('of %j is %j', (html, text) => expect(htmlText(html)).toBe(text))

  it('gives the targets of links when asked', () => {
    const html =
      '<a class=b href="https://x.test/?a=1&amp;b=2">Go</a><a href=\'y\'>.</a><a href=z>.</a><a>.</a>'
    expect(htmlText(html, { links: true })).toBe('https://x.test/?a=1&b=2 Go y . z ..')
    expect(htmlText(html)).toBe('Go...')
  })

  it('stops when it has enough', () => {
    expect(htmlText('<p>word</p>'.repeat(1000), { limit: 20 }).length).toBeLessThan(30)
  })
})
