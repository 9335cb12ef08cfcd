import { copyText } from '../ui/copy-text.ts'
import type { ListView } from '../views/list-view.ts'
import type { WindowName } from './app-window.ts'
import type { DeliveryCommandName, SessionCommandName } from './commands.ts'
import type { InboxActions } from './inbox-actions.ts'
import type { Command, PlainCommand } from './keyboard.ts'
import type { Models } from './models.ts'
import { TABS } from './route.ts'
import { words } from './words/words.ts'

/** What commands reach of the page. */
export interface CommandTargets {
  readonly models: Models
  readonly actions: InboxActions
  readonly list: ListView
  ask(window: WindowName): void
  /** Brings the search box in sight and puts the caret there. */
  search(): void
}

/** What is known everywhere; the rest the pages know themselves. */
type CommonCommand = Exclude<PlainCommand, SessionCommandName | DeliveryCommandName>

const RUN: Readonly<Record<CommonCommand, (page: CommandTargets) => void>> = {
  next: ({ actions }) => actions.move(1),
  previous: ({ actions }) => actions.move(-1),
  open: ({ actions }) => actions.move(0),
  back: ({ actions }) => actions.back(),
  search: page => page.search(),
  all: ({ actions }) => actions.showAll(),
  refused: ({ actions }) => actions.showPage('refused'),
  status: ({ actions }) => actions.showPage('status'),
  delivery: ({ actions }) => actions.showPage('delivery'),
  top: ({ list }) => list.scrollToTop(),
  compose: ({ actions }) => actions.writing.begin('compose'),
  reply: ({ actions }) => actions.writing.begin('reply'),
  replyAll: ({ actions }) => actions.writing.begin('reply-all'),
  forward: ({ actions }) => actions.writing.begin('forward'),
  newer: ({ actions }) => actions.stepInThread(1),
  older: ({ actions }) => actions.stepInThread(-1),
  select: ({ actions }) => actions.toggleSelected(),
  selectAll: ({ actions }) => void actions.selectAll(),
  delete: ({ actions }) => actions.remove(),
  undo: ({ actions }) => actions.undo(),
  unread: ({ actions }) => actions.toggleSeen(),
  flag: ({ actions }) => actions.toggleFlagged(),
  tags: page => {
    if (page.actions.targets.length > 0) page.ask('tags')
  },
  copyCode: ({ models }) => void copyCode(models),
  report: page => {
    const open = page.models.message.value
    if (open !== null && open.phase !== 'gone') page.ask('report')
  },
  markAllRead: ({ actions }) => actions.markAllRead(),
  remote: ({ models: { router, preview } }) => {
    if (router.value.id !== null) preview.toggleRemote(router.value.id)
  },
  narrower: ({ models }) => models.preview.step(-1),
  wider: ({ models }) => models.preview.step(1),
  paper: ({ models }) => models.settings.togglePaper(),
  saveSearch: ({ models: { router, searches } }) => searches.toggleSaved(router.value.query),
  deleteAll: page => {
    const { router, visible } = page.models
    if (router.value.mailbox.kind === 'all' && visible.value.total > 0) page.ask('delete-all')
  },
  palette: page => page.ask('palette'),
  shortcuts: page => page.ask('shortcuts'),
  settings: page => page.ask('settings'),
  connect: page => page.ask('connect'),
  imapView: ({ actions }) => actions.showSession('imap'),
  pop3View: ({ actions }) => actions.showSession('pop3'),
  mailProgram: page => page.ask('mail-program'),
}

export function runCommand(command: Command, page: CommandTargets): void {
  if (command.name !== 'tab') {
    if (isRunHere(command.name)) RUN[command.name](page)
    return
  }
  const tab = TABS[command.number - 1]
  if (tab !== undefined && page.models.router.value.id !== null) page.actions.showTab(tab)
}

/** Copies the likeliest code of the open message, and says so; or that there is none. */
async function copyCode({ message, notice }: Models): Promise<void> {
  const code = message.value?.message?.codes[0]?.value
  if (code === undefined) notice.warn(words().noCode)
  else if (await copyText(code)) notice.say({ text: words().codeCopied(code), tone: 'success' })
}

function isRunHere(name: PlainCommand): name is keyof typeof RUN {
  return Object.hasOwn(RUN, name)
}
