import { describe } from 'vitest'
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
})
