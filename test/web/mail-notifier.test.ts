import { describe, expect, test, vi } from 'vitest'
import type { Summary } from '../../server/http/contract.ts'
import { MailNotifier } from '../../web/state/mail-notifier.ts'
import { captured, deleted } from './fixtures.ts'

function notifier(isWanted: boolean) {
  const tell = vi.fn<(summaries: readonly Summary[]) => void>()
  return { notifier: new MailNotifier({ isWanted: () => isWanted, tell }), tell }
}

describe('a notification', () => {
  test('tells together what came in together, the newest first', () => {
    const { notifier: it, tell } = notifier(true)
    it.apply([captured(1, 'a'), deleted(2, 'z'), captured(3, 'b')])
    expect(tell).toHaveBeenCalledOnce()
    expect(tell.mock.calls[0]![0].map(({ id }) => id)).toEqual(['b', 'a'])
  })

  test('is not made of anything but new mail', () => {
    const { notifier: it, tell } = notifier(true)
    it.apply([deleted(1, 'a')])
    expect(tell).not.toHaveBeenCalled()
  })

  test('is not made when nobody wants it', () => {
    const { notifier: it, tell } = notifier(false)
    it.apply([captured(1, 'a')])
    expect(tell).not.toHaveBeenCalled()
  })
})
