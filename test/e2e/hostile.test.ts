import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished } from 'vitest'
import { eventually, openSubject, test } from './inbox-test.ts'

/** What of a document is used in functions that run in the page. */
interface PlainDocument {
  createElement(name: string): { textContent: string }
  readonly body: { append(element: unknown): void }
}

/** A site of an attacker on this machine, which notes who came by. */
async function startCanary(): Promise<{ url: string; visits: string[] }> {
  const visits: string[] = []
  const server = createServer((request, response) => {
    visits.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'image/gif', 'access-control-allow-origin': '*' }).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, visits }
}

/** Everything by which HTML runs, reaches out, or takes over a page. */
function hostileHtml(url: string): string {
  return `<html><head>
    <base href="${url}/base/">
    <meta http-equiv="refresh" content="0;url=${url}/refresh">
    <link rel="stylesheet" href="${url}/sheet.css"><link rel="prefetch" href="${url}/prefetch"><link rel="dns-prefetch" href="${url}">
    <style>@import url(${url}/import.css); @font-face { font-family: f; src: url(${url}/font) } p { font-family: f; background: u\\72l(${url}/css) }</style>
    <script>parent.document.title = 'owned'; new Image().src = '${url}/script'</script>
  </head><body onload="new Image().src='${url}/onload'" background="${url}/background">
    <p style="background-image:url('${url}/style')">Hostile</p>
    <img src="${url}/img" srcset="${url}/srcset 2x" onerror="new Image().src='${url}/onerror'"><img src=x onerror="top.location='${url}/top'">
    <picture><source srcset="${url}/source"><img></picture>
    <svg onload="new Image().src='${url}/svg'"><image href="${url}/svg-image"/><use href="${url}/use#a"/><script>new Image().src='${url}/svg-script'</script></svg>
    <iframe src="${url}/frame"></iframe><iframe srcdoc="<script>top.location='${url}/srcdoc'</script>"></iframe>
    <object data="${url}/object"></object><embed src="${url}/embed"><video src="${url}/video" poster="${url}/poster" autoplay></video><audio src="${url}/audio" autoplay></audio>
    <form action="${url}/form" id="f"><input name="a" autofocus onfocus="this.form.submit()"><button>Send</button></form>
    <a href="javascript:new Image().src='${url}/javascript'">click</a>
    <div style="position:fixed;inset:0;background:red;z-index:9999">covered</div>
    <template><img src="${url}/template"></template><math><mtext><img src="${url}/math"></mtext></math>
  </body></html>`
}

describe('hostile HTML', () => {
  test('runs nothing, loads nothing and stays in its frame', async ({ open, send }) => {
    const canary = await startCanary()
    await send({ subject: 'Free money', html: hostileHtml(canary.url) })
    const page = await open()
    const frame = page.frameLocator('iframe')
    await frame.getByText('Hostile').waitFor()
    await frame.getByText('click').click({ force: true })
    await page.waitForLoadState('networkidle')
    expect(canary.visits).toEqual([])
    expect(await page.title()).not.toBe('owned')
    expect(new URL(page.url()).pathname).toMatch(/^\/all\//)
    await openSubject(page).filter({ hasText: 'Free money' }).click()
  })

  test('could run nothing even if a script came through', async ({ open, send }) => {
    await send({ subject: 'Smuggled', html: '<p>Hello</p>' })
    const page = await open()
    const inside = page.frameLocator('iframe').locator('p')
    await inside.waitFor()
    const refused = page.waitForEvent('console', message => /script/i.test(message.text()))
    await inside.evaluate((element: { innerHTML: string; ownerDocument: PlainDocument }) => {
      const { ownerDocument } = element
      const script = ownerDocument.createElement('script')
      script.textContent = 'parent.document.title = "owned"'
      ownerDocument.body.append(script)
      element.innerHTML =
        '<img src="x:" onerror="parent.document.title = 1"><i onclick="top.name = 1">Click</i>'
    })
    await refused
    await page.frameLocator('iframe').getByText('Click').click()
    expect(await page.title()).not.toMatch(/owned|1$/)
    expect(await page.evaluate('window.name')).toBe('')
  })

  test('takes neither keys from the page nor the place of what the page calls', async ({ open, send }) => {
    const names = ['addEventListener', 'dispatchEvent', 'defaultView', 'body', 'scrollLeft']
    const images = names.map(name => `<img name="${name}" id="${name}">`).join('')
    await send({ subject: 'Named', html: `<p>Hello</p>${images}` })
    const page = await open()
    const errors: string[] = []
    page.on('pageerror', error => errors.push(error.message))
    await page.frameLocator('iframe').getByText('Hello').click()
    await page.keyboard.press('s')
    await page.locator('message-row[open] app-icon[name="flag"]').waitFor()
    expect(errors).toEqual([])
  })

  test('does not keep the page busy with filters in filters', async ({ open, send }) => {
    await send({ subject: 'Blurred', html: '<div style="filter:blur(500px)">x'.repeat(20) })
    const page = await open()
    await page.frameLocator('iframe').locator('div').first().waitFor()
    await page.keyboard.press('s')
    await page.locator('message-row[open] app-icon[name="flag"]').waitFor()
  })

  test('has no origin in a tab of its own, where it could not submit or run anything either', async ({
    open,
    send,
    box,
  }) => {
    await send({ subject: 'Alone', html: '<p>Hello</p>' })
    const { id } = await box.client.messages.get('latest')
    const page = await open(`/api/v1/messages/${id}/html`)
    const outcome = await page.evaluate<unknown>(`(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.owned = 1'
      const form = document.createElement('form')
      form.method = 'post'
      form.action = '/api/v1/messages'
      document.body.append(script, form)
      form.submit()
      const storage = () => { try { return localStorage.length } catch { return 'refused' } }
      const fetched = await fetch('/api/v1/messages', { method: 'DELETE' }).catch(() => 'refused')
      return [self.origin, window.owned ?? null, storage(), fetched]
    })()`)
    expect(outcome).toEqual(['null', null, 'refused', 'refused'])
    expect(new URL(page.url()).pathname).toBe(`/api/v1/messages/${id}/html`)
    expect((await box.client.messages.list()).total).toBe(1)
  })

  test('loads pictures only for the message they were asked for', async ({ open, send }) => {
    const canary = await startCanary()
    const picture = `<p>Picture</p><img src="${canary.url}/picture.gif">`
    await send({ subject: 'Older', html: picture })
    await send({
      subject: 'Newer',
      html: `${picture}<script>new Image().src='${canary.url}/script'</script>`,
    })
    const page = await open()
    await page.frameLocator('iframe').getByText('Picture').waitFor()
    await page.waitForLoadState('networkidle')
    expect(canary.visits).toEqual([])
    await page.getByRole('button', { name: 'Load remote content 1' }).click()
    await eventually(() => canary.visits).toEqual(['/picture.gif'])
    await page.keyboard.press('j')
    await openSubject(page).filter({ hasText: 'Older' }).waitFor()
    await page.frameLocator('iframe').getByText('Picture').waitFor()
    await page.waitForLoadState('networkidle')
    expect(canary.visits).toEqual(['/picture.gif'])
  })

  test('in headers, names and text is text', async ({ open, send }) => {
    const page = await open()
    const markup = '<img src=x onerror=document.title="owned">'
    await send({
      from: { name: markup, address: 'evil@x.test' },
      subject: markup,
      text: markup,
      attachments: [{ filename: markup, content: 'x' }],
    })
    await openSubject(page).filter({ hasText: markup }).waitFor()
    for (const tab of ['Text', 'Source', 'Headers', 'Parts', 'SMTP']) {
      await page.getByRole('tab', { name: tab }).click()
      await page.getByRole('tabpanel', { name: tab }).waitFor()
    }
    expect(await page.title()).not.toBe('owned')
  })
})
