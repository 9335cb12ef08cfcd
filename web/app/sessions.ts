import type { Account, Event } from '../../server/http/contract.ts'
import type { FeedModel } from '../state/feed-model.ts'
import { ImapModel } from '../state/imap-model.ts'
import { Pop3Model } from '../state/pop3-model.ts'
import '../views/mailbox-view.ts'
import '../views/maildrop-view.ts'
import '../views/program-view.ts'
import { tunnelTo } from './tunnel.ts'

/** The sessions of mail protocols that this page has, and with this module all that shows them. */
export interface Sessions {
  readonly imap: ImapModel
  readonly pop3: Pop3Model
  /** Takes in what the feed tells. */
  apply(events: readonly Event[]): void
}

export interface SessionsOptions {
  readonly feed: FeedModel
  readonly account: (address: string) => Promise<Account>
}

export function createSessions({ feed, account }: SessionsOptions): Sessions {
  const known = async (address: string): Promise<Account | null> => {
    try {
      return await account(address)
    } catch (error) {
      if ((error as { status?: unknown }).status === 404) return null
      throw error
    }
  }
  const imap = new ImapModel({
    connect: address => tunnelTo(address, 'imap'),
    hasAccount: async address => (await known(address)) !== null,
  })
  const pop3 = new Pop3Model({
    connect: address => tunnelTo(address, 'pop3'),
    sessions: async address => {
      const found = await known(address)
      return found && found.sessions.filter(({ protocol }) => protocol === 'pop3')
    },
  })
  feed.subscribe(status => {
    if (status === 'live') return imap.retry()
    imap.cut()
    pop3.letGo('lost')
  })
  return {
    imap,
    pop3,
    apply(events) {
      imap.hear(events)
      pop3.hear(events)
    },
  }
}
