import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Account, Page } from '../../server/http/contract.ts'
import { AccountsModel } from '../../web/state/accounts-model.ts'
import { applyToAccounts } from '../../web/state/accounts-state.ts'
import { deleted, flagged, placed } from './fixtures.ts'

const counts = (name: string, messages: number, unseen: number) => ({ name, messages, unseen })

const ACCOUNTS = [
  { address: 'all', folders: [counts('INBOX', 5, 2)] },
  { address: 'bob@x.test', folders: [counts('INBOX', 1, 0), counts('Archive', 3, 0)] },
]

const answer = (messages: number, cursor = 0): Page<Account> => {
  const account = { address: 'all', folders: [counts('INBOX', messages, messages)] }
  return { items: [account as unknown as Account], next: null, total: 1, cursor }
}

describe('the counts of accounts', () => {
  test('grow with what is placed, folder by folder', () => {
    const events = [
      placed(1, 'a'),
      placed(2, 'a', { account: 'bob@x.test' }),
      placed(3, 'b', { account: 'bob@x.test', folder: 'Work' }),
    ]
    expect(applyToAccounts(ACCOUNTS, events)).toEqual({
      accounts: [
        { address: 'all', folders: [counts('INBOX', 6, 3)] },
        {
          address: 'bob@x.test',
          folders: [counts('INBOX', 2, 1), counts('Archive', 3, 0), counts('Work', 1, 1)],
        },
      ],
      refresh: false,
    })
  })

  test('begin with the first mail to an address, which takes its place in the order', () => {
    const { accounts } = applyToAccounts(ACCOUNTS, [placed(1, 'a', { account: 'anna@x.test' })])
    expect(accounts.map(({ address }) => address)).toEqual(['all', 'anna@x.test', 'bob@x.test'])
    expect(accounts[1]?.folders).toEqual([counts('INBOX', 1, 1)])
  })

  test.each([
    ['flags', flagged(1, 'a', ['\\Seen'])],
    ['deletion', deleted(1, 'a')],
  ])('are asked for again after %s', (_, event) => {
    expect(applyToAccounts(ACCOUNTS, [event])).toEqual({ accounts: ACCOUNTS, refresh: true })
  })
})

describe('the accounts', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('do not count what they were read with', async () => {
    const model = new AccountsModel(async () => answer(5, 9))
    await model.load()
    model.apply([placed(9, 'a'), placed(10, 'b')])
    expect(model.value?.[0]?.folders[0]?.messages).toBe(6)
  })

  test('are read again when something happened while they were read', async () => {
    const read = vi
      .fn<() => Promise<Page<Account>>>()
      .mockResolvedValueOnce(answer(1))
      .mockResolvedValueOnce(answer(2))
    const model = new AccountsModel(read)
    const loaded = model.load()
    model.apply([placed(1, 'a')])
    await loaded
    await vi.runAllTimersAsync()
    expect(read).toHaveBeenCalledTimes(2)
    expect(model.value?.[0]?.folders[0]?.messages).toBe(2)
  })

  test('are read at once for a change, and once more for all that follow', async () => {
    const read = vi.fn<() => Promise<Page<Account>>>().mockResolvedValue(answer(1))
    const model = new AccountsModel(read)
    await model.load()
    model.apply([flagged(1, 'a', ['\\Seen'])])
    expect(read).toHaveBeenCalledTimes(2)
    for (let seq = 2; seq <= 100; seq++) model.apply([flagged(seq, 'a', ['\\Seen'])])
    await vi.runAllTimersAsync()
    expect(read).toHaveBeenCalledTimes(3)
  })
})
