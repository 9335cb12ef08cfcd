import type { Account as StoredAccount } from '../../mailbox/account.ts'
import { Account, AccountSettings } from '../contract/account.ts'
import { DEFAULT_LIMIT, PageQuery, pageOf, type Page } from '../contract/list.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { accountInfo, sessionsByAccount } from './account-json.ts'
import { AccountParams, accountPath, findAccount } from './account-lookup.ts'

const tags = ['accounts']

/** Accounts: the catch-all account, and one for each address that mail came for or that was made. */
export function accountsRoutes(app: App, { store, sessions }: RouteContext): void {
  app.get(
    '/accounts',
    {
      schema: {
        tags,
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

  app.get(
    '/accounts/:address',
    {
      schema: {
        tags,
        summary: 'Read an account: its folders with their counts, its quota, its open sessions',
        params: AccountParams,
        response: { 200: Account },
      },
    },
    async (request): Promise<Account> =>
      accountInfo(findAccount(store, request.params), sessionsByAccount(sessions)),
  )

  app.put(
    '/accounts/:address',
    {
      schema: {
        tags,
        summary: 'Make an account, or change its quota',
        params: AccountParams,
        body: AccountSettings,
        response: { 200: Account, 201: Account },
      },
    },
    async (request, reply): Promise<Account> => {
      const known = store.account(request.params.address)
      const account = store.openAccount(request.params.address)
      const { quota } = request.body
      if (quota !== undefined) {
        const bounds =
          quota === null ? null : { octets: quota.octets ?? null, messages: quota.messages ?? null }
        store.apply({ type: 'set-quota', address: account.address, quota: bounds })
      }
      if (known === undefined) reply.code(201).header('location', accountPath(account))
      return accountInfo(account, sessionsByAccount(sessions))
    },
  )

  app.delete(
    '/accounts/:address',
    {
      schema: {
        tags,
        summary: 'Delete an account with its folders and entries',
        description: 'What other accounts have of the same messages stays. The catch-all account is emptied.',
        params: AccountParams,
        response: { 204: {} },
      },
    },
    async (request, reply) => {
      const { address } = findAccount(store, request.params)
      store.apply({ type: 'delete-account', address })
      return reply.code(204).send()
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
