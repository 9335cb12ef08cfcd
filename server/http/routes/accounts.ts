import type { Account as StoredAccount } from '../../mailbox/account.ts'
import { Account } from '../contract/account.ts'
import { DEFAULT_LIMIT, PageQuery, pageOf, type Page } from '../contract/list.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { accountInfo, sessionsByAccount } from './account-json.ts'

/** The list of accounts: the catch-all account, and one for each address that mail came for or that was made. */
export function accountsRoutes(app: App, { store, sessions }: RouteContext): void {
  app.get(
    '/accounts',
    {
      schema: {
        tags: ['accounts'],
        summary: 'List accounts: the catch-all account first, then by address',
        querystring: PageQuery,
        response: { 200: pageOf(Account) },
      },
    },
    async (request): Promise<Page<Account>> => {
      const { limit = DEFAULT_LIMIT, page } = request.query
      const accounts = sorted(store.accounts())
      const start = page === undefined ? 0 : startOf(page, accounts)
      const shown = accounts.slice(start, start + limit)
      const last = shown.at(-1)
      const open = sessionsByAccount(sessions)
      return {
        items: shown.map(account => accountInfo(account, open)),
        next: last !== undefined && start + limit < accounts.length ? last.address : null,
        total: accounts.length,
        cursor: store.feed.seq,
      }
    },
  )
}

function sorted(accounts: Iterable<StoredAccount>): StoredAccount[] {
  const [catchAll, ...others] = accounts
  others.sort((a, b) => (a.address < b.address ? -1 : 1))
  return catchAll === undefined ? others : [catchAll, ...others]
}

/** The place after the account that a page ended with; that account may be gone by now. */
function startOf(page: string, accounts: readonly StoredAccount[]): number {
  if (accounts[0]?.address === page) return 1
  if (!page.includes('@')) {
    throw new ProblemError(
      'invalid-page',
      'Ask for the `next` of an earlier answer, or begin without `page`.',
    )
  }
  const index = accounts.findIndex(({ address, isCatchAll }) => !isCatchAll && address > page)
  return index < 0 ? accounts.length : index
}
