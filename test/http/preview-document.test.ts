import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PREVIEW_LIMIT, previewDocument } from '../../server/http/preview/preview-document.ts'
import type { ReferencePolicy } from '../../server/http/preview/reference.ts'

/** Milliseconds that a reader which goes back over a megabyte would take, at the least. */
const QUADRATIC = 60_000

const LOCAL: ReferencePolicy = {
  remote: false,
  embedded: id => (id === 'logo@app.test' ? 'data:image/png;base64,AAAA' : null),
}
const REMOTE: ReferencePolicy = { ...LOCAL, remote: true }

/** What the sanitizer wrote between the body tags. */
async function body(html: string, policy = LOCAL): Promise<string> {
  const document = await previewDocument(html, policy)
  const [, inside] = /<body[^>]*>([^]*)<\/body><\/html>$/.exec(document.html) ?? []
  return inside ?? ''
}

describe('a document of a hostile mail', () => {
  it.each([
    ['script', '<script>alert(1)</script>after', 'after'],
    ['script in capitals', '<SCRIPT SRC=http://evil.test/x.js></SCRIPT>after', 'after'],
    ['unclosed script', 'before<script>alert(1)', 'before'],
    ['script closed oddly', '<script>alert(1)</script foo>after', 'after'],
    ['script in script', '<scr<script>ipt>alert(1)</script>', 'ipt&gt;alert(1)'],
    ['event handlers', '<p onclick="alert(1)" ONMOUSEOVER=alert(1)>a</p>', '<p>a</p>'],
    ['event handlers behind slashes', '<img/src="x"/onerror=alert(1)>', '<img>'],
    ['iframes', '<iframe src="http://evil.test/">inside</iframe>after', 'after'],
    ['iframes with a document', '<iframe srcdoc="<script>alert(1)</script>"></iframe>', ''],
    ['objects', '<object data="x.swf"><p>instead</p></object>', '<p>instead</p>'],
    ['embeds', '<embed src="x.swf">after', 'after'],
    ['applets', '<applet code=X>a</applet>', 'a'],
    ['frames', '<frameset><frame src="http://evil.test/"></frameset>', ''],
    ['forms', '<form action="http://evil.test/"><b>a</b></form>', '<b>a</b>'],
    ['refreshes', '<meta http-equiv="refresh" content="0;url=http://evil.test/">a', 'a'],
    ['a base', '<base href="http://evil.test/">a', 'a'],
    ['links other than style sheets', '<link rel="prefetch" href="http://evil.test/">a', 'a'],
    ['comments', 'a<!-- <script>alert(1)</script> -->b', 'ab'],
    ['conditional comments', '<!--[if mso]><p>x</p><![endif]-->a', 'a'],
    ['comments closed oddly', '<!--><script>alert(1)</script>-->a', '--&gt;a'],
    ['processing instructions', '<?xml version="1.0"?>a', 'a'],
    ['declarations', '<!DOCTYPE html PUBLIC "x"><![CDATA[<script>]]>a', 'a'],
    ['MathML', '<math><mtext></mtext><annotation-xml><b>a</b></annotation-xml></math>', '<b>a</b>'],
    ['templates', '<template><b>a</b></template>', '<b>a</b>'],
    ['plain text', '<plaintext><b>a', '&lt;b&gt;a'],
    ['unknown elements', '<o:p>a</o:p><x-y onclick=alert(1)>b</x-y>', 'ab'],
    ['image of old browsers', '<image src=x onerror=alert(1)>', ''],
    ['a title', '<title><b>x</b></title>a', 'a'],
    ['attributes that are repeated', '<p title="a" title="b" onclick=x>c</p>', '<p title="a">c</p>'],
    ['tags without an end', '<p title="a', ''],
    ['NUL', '<scr\0ipt>alert(1)</scr\0ipt>', 'alert(1)'],
  ])('has no %s', async (_, html, expected) => {
    expect(await body(html)).toBe(expected)
  })

  it.each([
    ['javascript', 'javascript:alert(1)'],
    ['javascript in capitals', 'JaVaScRiPt:alert(1)'],
    ['javascript with a tab', 'java\tscript:alert(1)'],
    ['javascript with a line end', 'java&#10;script:alert(1)'],
    ['javascript behind spaces', ' &#1; javascript:alert(1)'],
    ['javascript as entities', '&#106;&#x61;vascript&colon;alert(1)'],
    ['vbscript', 'vbscript:msgbox(1)'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['file', 'file:///etc/passwd'],
    ['blob', 'blob:http://localhost/x'],
    ['an address of our own server', '/api/v1/messages'],
    ['a relative address', 'messages?x'],
  ])('does not link to %s', async (_, href) => {
    expect(await body(`<a href="${href}">a</a>`)).toBe(
      '<a target="_blank" rel="noopener noreferrer nofollow">a</a>',
    )
  })

  it.each([
    ['https', 'https://x.test/a?b=c&amp;d=e', 'https://x.test/a?b=c&amp;d=e'],
    ['no scheme', '//x.test/a', 'https://x.test/a'],
    ['backslashes', '\\\\x.test\\a', 'https://x.test/a'],
    ['mail', 'mailto:a@x.test', 'mailto:a@x.test'],
    ['a telephone', 'tel:+33', 'tel:+33'],
  ])('links to %s, outside and with no referrer', async (_, href, expected) => {
    expect(await body(`<a href="${href}" target="_top" ping="http://evil.test/">a</a>`)).toBe(
      `<a href="${expected}" target="_blank" rel="noopener noreferrer nofollow">a</a>`,
    )
  })

  it('links within itself, in no other tab', async () => {
    expect(await body('<a href=" #top" target="_top">a</a>')).toBe('<a href="#top">a</a>')
  })

  it.each([
    [
      'images',
      '<img src="http://evil.test/a.png" alt="x">',
      '<img data-remote-src="http://evil.test/a.png" alt="x">',
    ],
    [
      'images without a scheme',
      '<img src="//evil.test/a.png">',
      '<img data-remote-src="https://evil.test/a.png">',
    ],
    ['images with backslashes', '<img src="\\\\evil.test/a">', '<img data-remote-src="https://evil.test/a">'],
    ['image sets', '<img srcset="http://evil.test/a.png 1x, http://evil.test/b.png 2x">', '<img>'],
    [
      'backgrounds',
      '<td background="http://evil.test/a.png">',
      '<td data-remote-background="http://evil.test/a.png">',
    ],
    ['styles', '<p style="background:url(http://evil.test/a.png)">', '<p style="background:none">'],
    ['style sheets', '<link rel="stylesheet" href="http://evil.test/a.css">', ''],
    ['imports', '<style>@import "http://evil.test/a.css";p{}</style>', '<style>p{}</style>'],
    [
      'films',
      '<video poster="http://evil.test/a.png"></video>',
      '<video data-remote-poster="http://evil.test/a.png"></video>',
    ],
    [
      'buttons',
      '<input type="image" src="http://evil.test/a.png">',
      '<input type="image" data-remote-src="http://evil.test/a.png" disabled>',
    ],
    [
      'drawings',
      '<svg><image href="http://evil.test/a"/><use href="http://evil.test/a#b"/></svg>',
      '<svg></svg>',
    ],
    ['fills', '<svg><path fill="url(http://evil.test/a#b)"/></svg>', '<svg><path fill="none"/></svg>'],
  ])('loads no remote %s', async (_, html, expected) => {
    expect(await body(html)).toBe(expected)
  })

  it('counts the references that it keeps from loading', async () => {
    const html = '<img src="http://a.test/"><p style="background:url(http://b.test/)"><img src="cid:x">'
    expect((await previewDocument(html, LOCAL)).remoteReferences).toBe(2)
    expect((await previewDocument(html, REMOTE)).remoteReferences).toBe(0)
  })

  it.each([
    ['images', '<img src="http://a.test/a.png">', '<img src="http://a.test/a.png">'],
    [
      'image sets',
      '<img srcset="http://a.test/a.png 1x, javascript:x 2x">',
      '<img srcset="http://a.test/a.png 1x">',
    ],
    [
      'style sheets',
      '<link rel="stylesheet" href="http://a.test/a.css">',
      '<link rel="stylesheet" href="http://a.test/a.css">',
    ],
    [
      'backgrounds',
      '<p style="background:url(//a.test/a)">',
      '<p style="background:url(&quot;https://a.test/a&quot;)">',
    ],
    ['nothing but http', '<img src="javascript:alert(1)"><img src="ftp://a.test/">', '<img><img>'],
  ])('loads remote %s when asked to', async (_, html, expected) => {
    expect(await body(html, REMOTE)).toBe(expected)
  })

  it('shows the images that came with the message', async () => {
    const image = '<img src="data:image/png;base64,AAAA">'
    expect(await body('<img src="cid:logo@app.test">')).toBe(image)
    expect(await body('<img src="CID:logo%40app.test">')).toBe(image)
    expect(await body('<img src="cid:other@app.test">')).toBe('<img>')
    expect(await body('<p style="background:url(cid:logo@app.test)">')).toContain(
      'data:image/png;base64,AAAA',
    )
    expect(await body('<img src="data:image/png;base64,AAAA">')).toBe(
      '<img src="data:image/png;base64,AAAA">',
    )
    expect(await body('<img src="data:text/html,<script>">')).toBe('<img>')
  })

  it('keeps drawings, but for scripts and foreign objects in them', async () => {
    const svg =
      '<svg viewBox="0 0 1 1" onload="alert(1)"><script>alert(1)</script><foreignObject><body onload=x></foreignObject><circle cx="1" r="2"/><a xlink:href="javascript:x"><text>t</text></a><animate attributeName=href values=javascript:x /></svg>'
    expect(await body(svg)).toBe(
      '<svg viewbox="0 0 1 1"><circle cx="1" r="2"/><a target="_blank" rel="noopener noreferrer nofollow"><text>t</text></a></svg>',
    )
  })

  it('shows controls that cannot be used', async () => {
    expect(await body('<button formaction="http://evil.test/">a</button><textarea>b</textarea>')).toBe(
      '<button disabled>a</button><textarea disabled>b</textarea>',
    )
  })

  it('keeps what makes up the look of a mail', async () => {
    const html =
      '<table width="600" cellpadding="0" bgcolor="#fff"><tr><td align="center" class="x" style="color:red">a&nbsp;&lt;b&gt; &amp; c</td></tr></table>'
    expect(await body(html)).toBe(html.replace('&nbsp;', '\u00a0'))
  })

  it('takes over language, direction and the attributes of the body', async () => {
    const { html } = await previewDocument(
      '<html lang="ar" dir="rtl" onload=x><head><style>p{}</style></head><body bgcolor="red" onload="alert(1)"><p>a</body></html>',
      LOCAL,
    )
    expect(html).toContain('<html lang="ar" dir="rtl">')
    expect(html).toContain('<body bgcolor="red"><style>p{}</style><p>a</body>')
  })

  it('writes nothing that another parser could read as something else, whatever comes', async () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      ' ',
      '\n',
      '\0',
      '&',
      '&lt;',
      '&#60;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      'a',
      'script',
      'style',
      'svg',
      'math',
      'title',
      'textarea',
      'noscript',
      'select',
      'onerror',
      'src',
      'href',
      'javascript:',
      'alert(1)',
      '<script>',
      '</script>',
      '<style>',
      '</style>',
      '<svg>',
      '<p title="',
      '<img src=x ',
      'url(',
      '\\3c',
      '`',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async pieces => {
        const inside = await body(pieces.join(''))
        const markup = inside.replace(/<style>(?:[^<]|<[\s=\d])*<\/style>/g, '')
        // Every tag is one that we wrote: known name, quoted attributes without angle brackets.
        expect(markup.replace(/<\/?[a-z0-9]+(?: [a-z-]+(?:="[^"<>]*")?)*\/?>/g, '')).not.toMatch(/[<>]/)
        const tags = markup.replace(/"[^"]*"/g, '').match(/<[^>]*>/g) ?? []
        const forbidden = /script|\son|<(?:iframe|object|embed|base|meta|form)/i
        expect(tags.filter(tag => forbidden.test(tag))).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['open elements', '<div>'],
    ['end tags of nothing', '</span>'],
    ['attributes', ' a=b'],
    ['open tags', '<p '],
    ['open comments', '<!--'],
    ['entities', '&amp'],
    ['style sheets', '<style>'],
    ['quotes', '<a title="'],
  ])(
    'is made of a megabyte of %s in linear time',
    async (_, piece) => {
      const began = performance.now()
      await previewDocument(`<div ${piece.repeat(1_000_000 / piece.length)}`, LOCAL)
      expect(performance.now() - began).toBeLessThan(QUADRATIC / 10)
    },
    QUADRATIC,
  )

  it('shows the beginning of what is too long', async () => {
    const { html } = await previewDocument(`<p>${'a'.repeat(PREVIEW_LIMIT)}end`, LOCAL)
    expect(html).toContain('too long to be shown whole')
    expect(html).not.toContain('end<')
  })

  it('lets others go on while it reads a long one', async () => {
    let turns = 0
    const turning = setInterval(() => turns++, 0)
    await previewDocument('<p>a</p>'.repeat(500_000), LOCAL)
    clearInterval(turning)
    expect(turns).toBeGreaterThan(1)
  })
})
