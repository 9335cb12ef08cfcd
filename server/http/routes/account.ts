import { Account, AccountSettings } from '../contract/account.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { accountInfo, sessionsByAccount } from './account-json.ts'
import { AccountParams, accountPath, findAccount } from './account-lookup.ts'
import { hasControls } from './submitted-message.ts'

const tags = ['accounts']

/** One account: its folders, its quota, its end. */
export function accountRoutes(app: App, { store, sessions }: RouteContext): void {
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
      preValidation: async request => {
        request.body ??= {}
      },
    },
    async (request, reply): Promise<Account> => {
      const { address } = request.params
      if (address.trim() === '') {
        throw new ProblemError('invalid-address', 'The address is empty; PUT /accounts/bob@x.test.')
      }
      // No login could name it: POP3 and IMAP take none in user names.
      if (hasControls(address)) {
        throw new ProblemError('invalid-address', 'The address has control characters, such as line breaks.')
      }
      const known = store.account(address)
      const account = store.openAccount(address)
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
