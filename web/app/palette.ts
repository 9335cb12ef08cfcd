import { CATCH_ALL, type Mailbox } from '../state/mailbox.ts'
import type { PaletteItem } from '../ui/palette-items.ts'
import { COMMANDS, type CommandEntry } from './commands.ts'
import type { InboxActions } from './inbox-actions.ts'
import { keyLabel } from './key-label.ts'
import type { Command } from './keyboard.ts'
import type { Models } from './models.ts'
import { TABS } from './route.ts'
import { words } from './words/words.ts'

/** What the palette offers, with what it stands for. */
export interface Choice extends PaletteItem {
  readonly asks: Command | Mailbox | SavedSearch
}

/** A search in all mail. */
interface SavedSearch {
  readonly kind: 'search'
  readonly query: string
}

/** All that can be asked for now: the commands of the table that apply, every saved search and every account. */
export function paletteChoices(models: Models, actions: InboxActions): Choice[] {
  const hasMessage = actions.targets.length > 0
  const commands = COMMANDS.filter(
    ({ name, needsMessage, page }) =>
      name !== 'palette' &&
      (hasMessage || !needsMessage) &&
      (page === undefined || page === models.router.value.page),
  )
  return [...commands.flatMap(choicesOf), ...searchChoices(models), ...accountChoices(models)]
}

function choicesOf({ name, group, keys }: CommandEntry): Choice[] {
  const { actions, shortcutGroups, tabs, views } = words()
  if (name === 'tab') {
    return TABS.map((tab, index) => ({
      label: tabs[tab],
      kind: views,
      keys: String(index + 1),
      asks: { name, number: index + 1 },
    }))
  }
  return [
    { label: actions[name], kind: shortcutGroups[group], keys: keyLabel(keys[0] ?? ''), asks: { name } },
  ]
}

function searchChoices({ searches }: Models): Choice[] {
  return searches.value.saved.map(query => ({
    label: query,
    kind: words().savedSearches,
    keys: '',
    asks: { kind: 'search', query },
  }))
}

function accountChoices({ accounts }: Models): Choice[] {
  const known = accounts.value ?? []
  return known
    .filter(({ address }) => address !== CATCH_ALL)
    .map(({ address }) => ({
      label: address,
      kind: words().accounts,
      keys: '',
      asks: { kind: 'folder', address, folder: 'INBOX' },
    }))
}
