import { describe, expect, it } from 'vitest'
import { sanitizeCss } from '../../server/http/preview/css-sanitizer.ts'

/** Milliseconds that a reader which goes back over a megabyte would take, at the least. */
const QUADRATIC = 60_000

const nothing = () => null
const everything = (url: string) => url

describe('sanitizeCss', () => {
  it.each([
    ['plain declarations', 'color: red; margin:0 -10px 1e3px .5em', 'color: red; margin:0 -10px 1e3px .5em'],
    ['colours that begin with digits', 'color:#10ab9f', 'color:#10ab9f'],
    ['media queries', '@media (max-width: 600px) { a { b: c } }', '@media (max-width: 600px) { a { b: c } }'],
    ['media ranges', '@media (width < 40em) {}', '@media (width < 40em) {}'],
    ['strings', `content: "a'b"; x: 'c"d'`, `content: "a'b"; x: "c\\22 d"`],
    ['combinators', 'a > b + c ~ d::before', 'a > b + c ~ d::before'],
    ['important', 'color: red !important', 'color: red !important'],
    ['fragments of the document itself', 'fill: url(#grad)', 'fill: url("#grad")'],
  ])('keeps %s', (_, css, expected) => {
    expect(sanitizeCss(css, nothing)).toBe(expected)
  })

  it.each([
    ['filter: blur(500px)', 'filter: removed(500px)'],
    ['-webkit-backdrop-filter:invert(1) BL\\55R(9px)', '-webkit-backdrop-filter:invert(1) removed(9px)'],
    ['--a:drop-shadow(0 0 500px red)', '--a:removed(0 0 500px red)'],
  ])('takes out what a few of keep a browser busy for minutes: %s', (css, expected) => {
    expect(sanitizeCss(css, nothing)).toBe(expected)
  })

  it.each([
    ['url', 'background:url(http://evil.test/a.png)'],
    ['quoted url', `background:url("http://evil.test/a.png")`],
    ['url in single quotes with spaces', `background:url(  'http://evil.test/a.png'  )`],
    ['escaped url', 'background:u\\72l(http://evil.test/a.png)'],
    ['escaped url with six digits', 'background:\\000075\\000072\\00006c(http://evil.test/a.png)'],
    ['escapes inside the address', 'background:url(htt\\70://evil.test/a.png)'],
    ['upper case', 'background:URL(http://evil.test/a.png)'],
    ['comment before the address', 'background:/**/url(/**/http://evil.test/a.png)'],
    ['unclosed url', 'background:url(http://evil.test/a.png'],
    ['unclosed string in url', 'background:url("http://evil.test/a.png'],
    ['import of a string', '@import "http://evil.test/a.css"; b { c: d }'],
    ['import of a url', '@import url(http://evil.test/a.css) screen; b { c: d }'],
    ['escaped import', '@\\69mport "http://evil.test/a.css"; b { c: d }'],
    ['import without an end', '@import "http://evil.test/a.css"'],
    ['image-set', 'background: image-set("http://evil.test/a.png" 1x)'],
    ['prefixed image-set', 'background: -webkit-image-set(url(http://evil.test/a.png) 1x)'],
    ['image-set of a variable', '--a: "http://evil.test/a.png"; background: image-set(var(--a) 1x)'],
    ['src function', '@font-face { src: src("http://evil.test/a.woff") }'],
    ['font', '@font-face { font-family: x; src: url(//evil.test/a.woff) }'],
    ['cursor', 'cursor: url(http://evil.test/a.cur), auto'],
    ['namespace', '@namespace url(http://evil.test/);'],
  ])('lets nothing be loaded by %s', (_, css) => {
    const clean = sanitizeCss(css, nothing)
    expect(clean).not.toMatch(/url\(|@import|image-set\(|src\(/i)
    // A string that is no address, or stands in a function that means nothing, may keep what it says.
    expect(clean.replace(/(?:--a: |removed\()"[^"]*"/g, '')).not.toContain('evil')
  })

  it.each([
    ['an end tag', 'a{}</style><script>alert(1)</script>'],
    ['an end tag in a string', 'content: "</style><img src=x onerror=alert(1)>"'],
    ['an end tag in an address', 'background: url(data:image/png,</style><b>)'],
    ['an escaped end tag', 'content: "\\3c/style>"'],
    ['a comment of HTML', '<!-- a{} -->'],
    ['an end tag after a newline in a string', 'content: "a\n</style>'],
    ['an end tag in a name', 'a\\</style>{}'],
  ])('does not let %s end the element it stands in', (_, css) => {
    expect(sanitizeCss(css, everything)).not.toMatch(/<[/!a-z]/i)
  })

  it.each([
    ['expression', 'width: expression(alert(1))', 'expression('],
    ['escaped expression', 'width: e\\78pression(alert(1))', 'expression('],
    ['behavior', 'behavior: url(#default#time2)', 'behavior:'],
    ['-moz-binding', '-moz-binding: url(http://evil.test/x.xml#a)', '-moz-binding:'],
  ])('defuses %s', (_, css, forbidden) => {
    expect(sanitizeCss(css, nothing)).not.toContain(forbidden)
  })

  it('uses the address that it is given', () => {
    expect(sanitizeCss('background:url(cid:a)', () => '/parts/2')).toBe('background:url("/parts/2")')
    expect(sanitizeCss('@import "https://x.test/a.css";', everything)).toBe('@import "https://x.test/a.css";')
  })

  it('asks for the address without its escapes', () => {
    const asked: string[] = []
    sanitizeCss('a{b:url(htt\\70s://x.test/\\28 a\\29 )}', url => {
      asked.push(url)
      return null
    })
    expect(asked).toEqual(['https://x.test/(a)'])
  })

  it.each([
    ['backslashes', '\\'],
    ['quotes', '"'],
    ['open addresses', 'url('],
    ['open comments', '/*'],
    ['imports', '@import '],
    ['escapes', '\\61 '],
    ['strings', '"a\\"'],
    ['at signs', '@'],
    ['brackets', '<'],
  ])(
    'reads a megabyte of %s in linear time',
    (_, piece) => {
      const began = performance.now()
      sanitizeCss(piece.repeat(1_000_000 / piece.length), nothing)
      expect(performance.now() - began).toBeLessThan(QUADRATIC / 10)
    },
    QUADRATIC,
  )

  it.each(['"', "'", ''])('reads an address of thirty megabytes between %j', quote => {
    const data = `data:image/png;base64,${'A'.repeat(30_000_000)}`
    expect(sanitizeCss(`a{b:url(${quote}${data}${quote})}`, everything)).toHaveLength(data.length + 12)
  })
})
