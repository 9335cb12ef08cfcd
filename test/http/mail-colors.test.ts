import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIGHT_COLORS, MADE_DARK_COLORS, OWN_DARK_COLORS } from '../../server/http/preview/mail-colors.ts'
import { previewDocument } from '../../server/http/preview/preview-document.ts'

const { css, attribute } = MADE_DARK_COLORS
const NOTHING_EMBEDDED = { remote: false, embedded: () => null }

/** Milliseconds that a reader which goes back over a megabyte would take, at the least. */
const QUADRATIC = 60_000

/** The signs of a sheet that make up its structure. */
const shape = (text: string) => text.replace(/[^{};"]/g, '')

/** The document of a mail in the dark. */
const document = async (html: string) => (await previewDocument(html, NOTHING_EMBEDDED, true)).html

describe('colours made dark', () => {
  it.each([
    ['color:#000', 'color:#e8e8e8'],
    ['color:black;background:white', 'color:#e8e8e8;background:#181818'],
    [
      'background: #fff url("data:image/png;base64,#000") no-repeat',
      'background: #181818 url("data:image/png;base64,#000") no-repeat',
    ],
    [
      'background-image:linear-gradient(90deg,#fff,white 50%)',
      'background-image:linear-gradient(90deg,#181818,#181818 50%)',
    ],
    ['color:white !important', 'color:#ffffff !important'],
    ['color:inherit;width:10px', 'color:inherit;width:10px'],
    ['font:12px red', 'font:12px red'],
    ['a:hover{color:black}', 'a:hover{color:#e8e8e8}'],
    ['.white{background:white}', '.white{background:#181818}'],
    ['@media (max-width:600px){p{color:black}}', '@media (max-width:600px){p{color:#e8e8e8}}'],
    ['--white:#fff', '--white:#fff'],
    ['background:var(--white)', 'background:var(--white)'],
    ['background:white-ish', 'background:white-ish'],
    ['color:', 'color:'],
  ])('%s', (light, dark) => {
    expect(css(light)).toBe(dark)
  })

  it('are found in attributes of old HTML too', () => {
    expect(attribute('bgcolor', '#FFFFFF')).toBe('#181818')
    expect(attribute('bgcolor', 'ffffff')).toBe('#181818')
    expect(attribute('text', 'black')).toBe('#e8e8e8')
    expect(attribute('color', 'no colour')).toBe('no colour')
    expect(attribute('title', 'black')).toBe('black')
  })

  it('take time linear to the length of a sheet', () => {
    const start = performance.now()
    for (const piece of ['a:', 'a:b;', '#fff ', 'rgb(', '"x"', 'a{b:c}', '(prefers-color-scheme', ' ']) {
      css(`p{color:${piece.repeat(1_000_000 / piece.length)}`)
    }
    expect(performance.now() - start).toBeLessThan(QUADRATIC)
  })

  it('leave every sheet with the braces and strings that it had', () => {
    const piece = fc.constantFrom(
      'p',
      '{',
      '}',
      ';',
      ':',
      'color',
      'white',
      '#000',
      '"a;{"',
      ' ',
      'rgb(0,0,0)',
    )
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        const sheet = pieces.join('')
        expect(shape(css(sheet))).toBe(shape(sheet))
      }),
    )
  })
})

describe('what a mail asks of the scheme', () => {
  const sheet =
    '@media (prefers-color-scheme: dark){p{color:red}}@media ( PREFERS-color-scheme:light ){p{color:blue}}'

  it('is light in the light preview, whatever the system says', () => {
    expect(LIGHT_COLORS.css(sheet)).toBe(
      '@media (max-width:0){p{color:red}}@media (min-width:0){p{color:blue}}',
    )
    expect(LIGHT_COLORS.attribute('media', '(prefers-color-scheme: dark)')).toBe('(max-width:0)')
  })

  it('is dark in the dark preview, and its colours stay', () => {
    expect(OWN_DARK_COLORS.css(sheet)).toBe(
      '@media (min-width:0){p{color:red}}@media (max-width:0){p{color:blue}}',
    )
    expect(OWN_DARK_COLORS.attribute('bgcolor', 'white')).toBe('white')
  })
})

describe('a document in the dark', () => {
  it('has its own colours where the mail has a design for it', async () => {
    const html =
      '<style media="(prefers-color-scheme: dark)">p{color:#eee}</style><style>@media (prefers-color-scheme:dark){b{color:#222}}</style><p style="background:white">a</p>'
    const shown = await document(html)
    expect(shown).toContain('<style media="(min-width:0)">p{color:#eee}</style>')
    expect(shown).toContain('b{color:#222}')
    expect(shown).toContain('<p style="background:white">')
  })

  it('is made dark where the mail has none', async () => {
    const shown = await document(
      '<body bgcolor="white" text="black"><p style="color:#333">a</p><svg fill="black">',
    )
    expect(shown).toContain('<body bgcolor="#181818" text="#e8e8e8">')
    expect(shown).toMatch(/<p style="color:#[c-e]{1}/)
    expect(shown).toContain('<svg fill="#e8e8e8">')
    expect(shown).toContain('color-scheme:dark')
  })
})
