import type { ImapCommand } from './command.ts'
import { append } from './commands/append.ts'
import { authenticate } from './commands/authenticate.ts'
import { capability } from './commands/capability.ts'
import { check } from './commands/check.ts'
import { close } from './commands/close.ts'
import { compress } from './commands/compress.ts'
import { copy, uidCopy } from './commands/copy.ts'
import { create } from './commands/create.ts'
import { deleteFolder } from './commands/delete.ts'
import { enable } from './commands/enable.ts'
import { expunge, uidExpunge } from './commands/expunge.ts'
import { fetch, uidFetch } from './commands/fetch.ts'
import { getquota } from './commands/getquota.ts'
import { getquotaroot } from './commands/getquotaroot.ts'
import { id } from './commands/id.ts'
import { idle } from './commands/idle.ts'
import { list } from './commands/list.ts'
import { login } from './commands/login.ts'
import { logout } from './commands/logout.ts'
import { lsub } from './commands/lsub.ts'
import { move, uidMove } from './commands/move.ts'
import { namespace } from './commands/namespace.ts'
import { noop } from './commands/noop.ts'
import { rename } from './commands/rename.ts'
import { replace, uidReplace } from './commands/replace.ts'
import { search, uidSearch } from './commands/search.ts'
import { examine, select } from './commands/select.ts'
import { setquota } from './commands/setquota.ts'
import { sort, uidSort } from './commands/sort.ts'
import { starttls } from './commands/starttls.ts'
import { status } from './commands/status.ts'
import { store, uidStore } from './commands/store.ts'
import { subscribe } from './commands/subscribe.ts'
import { thread, uidThread } from './commands/thread.ts'
import { unselect } from './commands/unselect.ts'
import { unsubscribe } from './commands/unsubscribe.ts'

const COMMANDS: readonly ImapCommand[] = [
  // In any state.
  capability,
  id,
  logout,
  noop,
  // Before login.
  authenticate,
  login,
  starttls,
  // After it.
  append,
  compress,
  create,
  deleteFolder,
  enable,
  examine,
  getquota,
  getquotaroot,
  idle,
  list,
  lsub,
  namespace,
  rename,
  select,
  setquota,
  status,
  subscribe,
  unsubscribe,
  // With a folder selected.
  check,
  close,
  copy,
  expunge,
  fetch,
  move,
  replace,
  search,
  sort,
  store,
  thread,
  uidCopy,
  uidExpunge,
  uidFetch,
  uidMove,
  uidReplace,
  uidSearch,
  uidSort,
  uidStore,
  uidThread,
  unselect,
]

const BY_NAME: ReadonlyMap<string, ImapCommand> = new Map(COMMANDS.map(command => [command.name, command]))

/** The command of this name, which is in upper case. */
export function findCommand(name: string): ImapCommand | undefined {
  return BY_NAME.get(name)
}
