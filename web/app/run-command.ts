import type { ListView } from '../views/list-view.ts'
import type { WindowName } from './app-window.ts'
import type { InboxActions } from './inbox-actions.ts'
import type { Command, PlainCommand } from './keyboard.ts'
import type { Models } from './models.ts'
import { TABS } from './route.ts'

/** What commands reach of the page. */
export interface CommandTargets {
  readonly models: Models
  readonly actions: InboxActions
  readonly list: ListView
  ask(window: WindowName): void
  /** Brings the search box in sight and puts the caret there. */
  search(): void
}

const RUN: Readonly<Record<PlainCommand, (page: CommandTargets) => void>> = {
  next: ({ actions }) => actions.move(1),
  previous: ({ actions }) => actions.move(-1),
  open: ({ actions }) => actions.move(0),
  back: ({ actions }) => actions.back(),
  search: page => page.search(),
  all: ({ actions }) => actions.showAll(),
  refused: ({ actions }) => actions.showPage('refused'),
  status: ({ actions }) => actions.showPage('status'),
  top: ({ list }) => list.scrollToTop(),
  select: ({ actions }) => actions.toggleSelected(),
  selectAll: ({ actions }) => actions.selectAll(),
  delete: ({ actions }) => actions.remove(),
  undo: ({ actions }) => actions.undo(),
  unread: ({ actions }) => actions.toggleSeen(),
  flag: ({ actions }) => actions.toggleFlagged(),
  tags: page => {
    if (page.actions.targets.length > 0) page.ask('tags')
  },
  markAllRead: ({ actions }) => actions.markAllRead(),
  remote: ({ models: { router, preview } }) => {
    if (router.value.id !== null) preview.toggleRemote(router.value.id)
  },
  narrower: ({ models }) => models.preview.step(-1),
  wider: ({ models }) => models.preview.step(1),
  deleteAll: page => {
    const { router, visible } = page.models
    if (router.value.mailbox.kind === 'all' && visible.value.total > 0) page.ask('delete-all')
  },
  palette: page => page.ask('palette'),
  shortcuts: page => page.ask('shortcuts'),
  settings: page => page.ask('settings'),
  connect: page => page.ask('connect'),
}

export function runCommand(command: Command, page: CommandTargets): void {
  if (command.name !== 'tab') return RUN[command.name](page)
  const tab = TABS[command.number - 1]
  if (tab !== undefined && page.models.router.value.id !== null) page.actions.showTab(tab)
}
