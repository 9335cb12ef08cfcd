import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished } from 'vitest'
import { openSubject, rowOf, test } from './inbox-test.ts'

/** Drops files on the page as a drag from the desktop does; `source` runs in the page. */
const DROP = (files: readonly (readonly [string, string])[]) => `
  const data = new DataTransfer()
  for (const [name, text] of ${JSON.stringify(files)}) data.items.add(new File([text], name))
  for (const type of ['dragover', 'drop']) {
    document.querySelector('app-shell').dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
  }`

describe('files dropped on the page', () => {
  test('are messages in the list', async ({ open }) => {
    const page = await open()
    await page.locator('connect-view').waitFor()
    await page.evaluate(
      DROP([
        ['one.eml', 'From: anna@app.test\r\nTo: bob@x.test\r\nSubject: Out of a file\r\n\r\nHello'],
        ['two.eml', 'From: anna@app.test\r\nTo: carol@x.test\r\nSubject: Out of another\r\n\r\nHello'],
      ]),
    )
    await rowOf(page, 'Out of another').waitFor()
    await rowOf(page, 'Out of a file').waitFor()
    await openSubject(page).waitFor()
    await page.getByRole('link', { name: 'carol@x.test' }).waitFor()
  })

  test('also over the mail in its frame are messages, and nothing that takes the place of the page', async ({
    open,
    send,
  }) => {
    await send({ subject: 'Open', html: '<p>Hello</p>' })
    const folder = await mkdtemp(join(tmpdir(), 'facteur-drop-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'dropped.eml')
    await writeFile(file, 'From: anna@app.test\r\nTo: bob@x.test\r\nSubject: Dropped\r\n\r\nHello')
    const page = await open()
    await page.frameLocator('iframe').getByText('Hello').waitFor()
    const frame = (await page.locator('iframe').boundingBox())!
    const browser = await page.context().newCDPSession(page)
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
      browser.send('Input.dispatchDragEvent', {
        type,
        x: frame.x + frame.width / 2,
        y: frame.y + frame.height / 2,
        data: { items: [], files: [file], dragOperationsMask: 1 },
      })
    await drag('dragEnter')
    await drag('dragOver')
    await page.getByText('Drop .eml files to add them').waitFor()
    await drag('dragOver')
    await drag('drop')
    await rowOf(page, 'Dropped').waitFor()
    expect(page.context().pages()).toHaveLength(1)
  })
})
