import { describe, expect, it } from 'vitest'
import { EMBEDDED_LIMIT } from '../../server/http/preview/embedded-images.ts'
import { capture, createTestApp } from './http-fixture.ts'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

/** A message whose second part is a file with these header fields. */
function withFile(fields: string[], content: Buffer): string {
  return [
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Gr=FC=DFe',
    '--b',
    ...fields,
    'Content-Transfer-Encoding: base64',
    '',
    content.toString('base64'),
    '--b--',
    '',
  ].join('\r\n')
}

describe('GET /messages/:id/raw', () => {
  it('gives the bytes as they came, to be kept for ever', async () => {
    const { app, store } = await createTestApp()
    const raw = Buffer.from('Subject: a\n\n\0\xff\rb\n', 'latin1')
    const { id } = capture(store, { raw })
    const response = await app.inject(`/api/v1/messages/${id}/raw`)
    expect(response.rawPayload.equals(raw)).toBe(true)
    expect(response.headers).toMatchObject({
      'content-type': 'message/rfc822',
      'content-length': String(raw.length),
      'content-disposition': `attachment; filename="${id}.eml"`,
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      etag: `"${id}"`,
    })
  })

  it.each([
    ['the same tag', (etag: string) => etag, 304],
    ['a weak tag', (etag: string) => `W/${etag}`, 304],
    ['one of several tags', (etag: string) => `"x", ${etag}`, 304],
    ['a star', () => '*', 304],
    ['another tag', () => '"x"', 200],
  ])('answers who holds %s', async (_, held, status) => {
    const { app, store } = await createTestApp()
    const { id } = capture(store)
    const headers = { 'if-none-match': held(`"${id}"`) }
    const response = await app.inject({ url: `/api/v1/messages/${id}/raw`, headers })
    expect(response.statusCode).toBe(status)
    if (status === 304) expect(response.payload).toBe('')
  })

  it('is not to be kept under the name latest', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store)
    const response = await app.inject('/api/v1/messages/latest/raw')
    expect(response.headers).toMatchObject({ 'cache-control': 'private, no-cache', etag: `"${id}"` })
  })

  it('tells its length to HEAD', async () => {
    const { app, store } = await createTestApp()
    const { id, size } = capture(store)
    const response = await app.inject({ method: 'HEAD', url: `/api/v1/messages/${id}/raw` })
    expect(response.headers['content-length']).toBe(String(size))
    expect(response.payload).toBe('')
  })
})

describe('GET /messages/:id/text', () => {
  it('gives the text as UTF-8', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: withFile(['Content-Type: image/png'], PNG) })
    const response = await app.inject(`/api/v1/messages/${id}/text`)
    expect(response.payload.trim()).toBe('Grüße')
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8')
  })

  it('answers 404 when there is none', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: 'Content-Type: text/html\r\n\r\n<p>a</p>' })
    expect((await app.inject(`/api/v1/messages/${id}/text`)).json()).toMatchObject({
      status: 404,
      code: 'no-text',
    })
  })
})

describe('parts and attachments', () => {
  it('are given decoded, as files', async () => {
    const { app, store } = await createTestApp()
    const fields = ['Content-Type: application/pdf', 'Content-Disposition: attachment; filename="a b.pdf"']
    const { id } = capture(store, { raw: withFile(fields, Buffer.from('%PDF')) })
    for (const what of ['parts/2', 'attachments/0']) {
      const response = await app.inject(`/api/v1/messages/${id}/${what}`)
      expect(response.payload).toBe('%PDF')
      expect(response.headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename="a b.pdf"',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'private, max-age=31536000, immutable',
        etag: `"${id}-2"`,
      })
      expect(response.headers['content-security-policy']).toContain('sandbox')
      const again = await app.inject({
        url: `/api/v1/messages/${id}/${what}`,
        headers: { 'if-none-match': `"${id}-2"` },
      })
      expect(again.statusCode).toBe(304)
    }
  })

  it('keep the charset of text', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: withFile(['Content-Type: image/png'], PNG) })
    const response = await app.inject(`/api/v1/messages/${id}/parts/1`)
    expect(response.headers['content-type']).toBe('text/plain; charset=iso-8859-1')
    expect(response.rawPayload.toString('latin1')).toBe('Grüße')
  })

  it.each([
    ['png', 'image/png', 'inline'],
    ['jpeg', 'image/jpeg', 'inline'],
    ['svg', 'image/svg+xml', 'attachment'],
    ['html', 'text/html', 'attachment'],
    ['xml', 'application/xhtml+xml', 'attachment'],
    ['pdf, which is none', 'application/pdf', 'attachment'],
  ])('of type %s are shown in place only if that is safe', async (_, type, disposition) => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: withFile([`Content-Type: ${type}; name=a`], PNG) })
    const url = `/api/v1/messages/${id}/parts/2`
    const shown = await app.inject(`${url}?inline=1`)
    expect(shown.headers['content-disposition']).toMatch(new RegExp(`^${disposition}`))
    expect((await app.inject(url)).headers['content-disposition']).toMatch(/^attachment/)
  })

  it('that are PDF are shown by a viewer that may do nothing', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, {
      raw: withFile(['Content-Type: application/pdf'], Buffer.from('%PDF-1.4')),
    })
    const { headers } = await app.inject(`/api/v1/messages/${id}/parts/2?inline=1`)
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="part-2"',
      'x-content-type-options': 'nosniff',
    })
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*; sandbox$/)
  })

  it.each([
    ['../../etc/passwd', 'attachment; filename="_.._etc_passwd"'],
    ['a\\"b.txt', 'attachment; filename="a_b.txt"'],
    ['=?utf-8?q?=0D=0AX-Evil:_1?=', 'attachment; filename="X-Evil_ 1"'],
    ['=?utf-8?b?4oCuZ3BqLmV4ZQ==?=', 'attachment; filename="gpj.exe"'],
  ])('named %s do not become paths or header fields', async (name, expected) => {
    const { app, store } = await createTestApp()
    const fields = ['Content-Type: application/pdf', `Content-Disposition: attachment; filename="${name}"`]
    const { id } = capture(store, { raw: withFile(fields, PNG) })
    const response = await app.inject(`/api/v1/messages/${id}/parts/2`)
    expect(response.headers['content-disposition']).toBe(expected)
    expect(response.headers).not.toHaveProperty('x-evil')
  })

  it.each([
    ['parts/9', 'no-such-part', 404],
    ['parts/..%2f..%2fx', 'no-such-part', 404],
    ['attachments/1', 'no-such-attachment', 404],
    ['attachments/-1', 'invalid-request', 400],
    ['attachments/x', 'invalid-request', 400],
    ['parts/1?inline=maybe', 'invalid-request', 400],
  ])('answer at %s with %s', async (what, code, status) => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: withFile(['Content-Type: image/png'], PNG) })
    expect((await app.inject(`/api/v1/messages/${id}/${what}`)).json()).toMatchObject({ code, status })
  })
})

describe('GET /messages/:id/html', () => {
  const HTML = [
    'Content-Type: multipart/related; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<body onload="alert(1)"><p>Grüße</p><img src="cid:logo@app.test"><img src="http://evil.test/pixel.gif"></body>',
    '--b',
    'Content-Type: image/png',
    'Content-ID: <logo@app.test>',
    'Content-Transfer-Encoding: base64',
    '',
    PNG.toString('base64'),
    '--b--',
    '',
  ].join('\r\n')

  it('gives a document that is safe to show, with its own images', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: HTML })
    const response = await app.inject(`/api/v1/messages/${id}/html`)
    expect(response.payload).toContain('<p>Grüße</p>')
    expect(response.payload).not.toContain('alert')
    expect(response.payload).toContain('<img data-remote-src="http://evil.test/pixel.gif">')
    expect(response.payload).toContain(`<img src="data:image/png;base64,${PNG.toString('base64')}">`)
  })

  it('shows no images beyond what a document may hold', async () => {
    const { app, store } = await createTestApp()
    const image = '<img src="cid:logo@app.test">'
    const large = HTML.replace(image, image.repeat(20)).replace(
      PNG.toString('base64'),
      Buffer.alloc(1_000_000).toString('base64'),
    )
    const { id } = capture(store, { raw: large })
    const { payload } = await app.inject(`/api/v1/messages/${id}/html`)
    expect(payload.match(/<img src="data:/g)).toHaveLength((EMBEDDED_LIMIT / 1_333_360) | 0)
  })

  it('comes with a policy that forbids what was taken out', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: HTML })
    const response = await app.inject({
      url: `/api/v1/messages/${id}/html`,
      headers: { host: 'localhost:8025' },
    })
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; form-action 'none'; frame-ancestors 'self'; base-uri 'none'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'cross-origin-resource-policy': 'same-origin',
      'facteur-remote-references': '1',
    })
  })

  it('is of no origin at all in a tab of its own', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: HTML })
    const policy = async (destination: string) => {
      const headers = { 'sec-fetch-dest': destination }
      const response = await app.inject({ url: `/api/v1/messages/${id}/html`, headers })
      return String(response.headers['content-security-policy'])
    }
    expect(await policy('document')).toMatch(/; sandbox allow-popups allow-popups-to-escape-sandbox$/)
    expect(await policy('iframe')).toContain('sandbox allow-same-origin')
  })

  it('loads remote content only when that is asked for, and still runs nothing', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: HTML })
    const response = await app.inject(`/api/v1/messages/${id}/html?remote=1`)
    expect(response.payload).toContain('<img src="http://evil.test/pixel.gif">')
    const policy = String(response.headers['content-security-policy'])
    expect(policy).toMatch(/img-src [^;]* http: https:;/)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('script-src')
    expect(policy).toContain('sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox')
  })

  it('answers 404 when there is only text', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store)
    const response = await app.inject(`/api/v1/messages/${id}/html`)
    expect(response.json()).toMatchObject({ status: 404, code: 'no-html' })
    expect(response.headers['content-security-policy']).toContain("default-src 'none'")
  })
})
