import { expect, test } from '../../../server/testing/vitest.ts'
import { send } from '../send.ts'

/** The same tests in several files, which run in workers of their own, on one server. */
export function testInParallel(): void {
  test.concurrent.for([1, 2, 3, 4])('sends and waits, %i', async (_, { mail, expect }) => {
    for (const text of ['a', 'b', 'c']) await send(mail, { subject: 'Welcome', text })
    const { items, cursor } = await mail.messages.wait('subject:Welcome', { count: 3 })
    expect(items.map(({ text }) => text?.trim())).toEqual(['a', 'b', 'c'])
    await expect(mail).not.toHaveReceived('', { after: cursor, timeout: '50ms' })
  })

  test('has no sandbox of its own', ({ facteur }) => {
    expect(facteur.sandbox).toBeNull()
    expect(facteur.url).toBe(process.env['FACTEUR_URL'])
  })
}
