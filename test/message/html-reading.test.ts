import { describe, expect, it, test } from 'vitest'
import { readHtml } from '../../server/message/html-reading.ts'
import { MESSAGE_LIMITS } from '../../server/message/limits.ts'

describe('readHtml', () => {
  test.each<[html: string, lines: string[]]>([
    ['<p>One <b>line</b></p><p>Two</p>', ['One line', 'Two']],
    ['<td>a</td><td>b</td><tr><td>c', ['a b', 'c']],
    ['one<br>two<div>three</div>', ['one', 'two', 'three']],
    ['<ul><li>a<li>b</ul>', ['a', 'b']],
    [' \n&nbsp; <p> </p>', []],
    ['<style>x</style><title>x</title><script>x</script>y<!-- x -->', ['y']],
    ['1 < 2 <3 <', ['1 < 2 <3 <']],
    ['<a href="x">in</a>side', ['inside']],
    ['a<img src="x" alt="y">b', ['ab']],
    ['', []],
  ])('of %j has the lines %j', (html, lines) => expect(readHtml(html).lines).toEqual(lines))

  it('gives the images in their order', () => {
    const html =
      '<img src="https://x.test/a.png?b=1&amp;c=2" alt="A &amp; B"><img src=cid:logo@x alt=""><IMG SRC="http://x.test/p.gif">'
    expect(readHtml(html).images).toEqual([
      { src: 'https://x.test/a.png?b=1&c=2', alt: 'A & B' },
      { src: 'cid:logo@x', alt: '' },
      { src: 'http://x.test/p.gif', alt: null },
    ])
  })

  it('gives of an image in the address its media type, and no image that a message cannot have', () => {
    const html =
      '<img src="data:image/png;base64,iVBORw0KGgo"><img src="javascript:x"><img src="logo.png"><img><img src="data:text/html,x">'
    expect(readHtml(html).images).toEqual([{ src: 'data:image/png', alt: null }])
  })

  it('keeps no more images than its limit, and no longer addresses', () => {
    const image = '<img src="https://x.test/a.png">'
    expect(readHtml(image.repeat(2 * MESSAGE_LIMITS.images)).images).toHaveLength(MESSAGE_LIMITS.images)
    expect(readHtml(`<img src="https://x.test/${'a'.repeat(MESSAGE_LIMITS.hrefLength)}">`).images).toEqual([])
  })

  it('reads no more of a document than its limit', () => {
    const filler = '<p>word</p>'.repeat(MESSAGE_LIMITS.readingLength / 10)
    expect(readHtml(`${filler}<a href="https://x.test">x</a>`).anchors).toEqual([])
  })
})
