import type { Account } from '../mailbox/account.ts'
import { isBelow, superiorNames } from '../mailbox/folder-name.ts'
import type { Folder } from '../mailbox/folder.ts'
import type { ImapSession } from './session.ts'
import type { ListCommand } from './wire/list-command.ts'
import { ListPattern } from './wire/list-pattern.ts'
import { formatMailbox } from './wire/string-format.ts'

/** One name that LIST tells of. */
export interface Listing {
  readonly name: string
  /** Null for a name that is subscribed, or lies above such a one, and is no folder. */
  readonly folder: Folder | null
  readonly attributes: readonly string[]
  /** Whether there is something subscribed below it that the patterns do not show. */
  readonly subscribedBelow: boolean
}

/** Tells whether a name matches any of these patterns. */
export function patternTest(reference: string, patterns: readonly string[]): (name: string) => boolean {
  const tests = patterns.map(pattern => new ListPattern(reference, pattern))
  return name => tests.some(test => test.matches(name))
}

/** The names to which an account is subscribed: its folders', and those of folders that are gone. */
export function subscriptions(account: Account): Set<string> {
  const names = account.folders.filter(folder => folder.subscribed).map(folder => folder.name)
  return new Set([...names, ...account.formerSubscriptions])
}

/** What LIST tells, in the order in which it is told (RFC 9051 §6.3.9, RFC 5258). */
export function listFolders(
  session: ImapSession,
  { reference, patterns, selection, returns }: ListCommand,
): Listing[] {
  const { account } = session
  const matches = patternTest(reference, patterns)
  const subscribed = subscriptions(account)
  const folders = new Map(account.folders.map(folder => [folder.name, folder]))
  const superiors = new Set(account.folders.flatMap(({ name }) => superiorNames(name)))
  const isSelected = (name: string): boolean =>
    (!selection.has('SUBSCRIBED') || subscribed.has(name)) &&
    (!selection.has('SPECIAL-USE') || Boolean(folders.get(name)?.specialUse))
  const candidates = [...folders.keys(), ...(selection.has('SUBSCRIBED') ? account.formerSubscriptions : [])]
  // RFC 9051 §6.3.9.6: children that are shown themselves need not be announced by those above them.
  const hidden = selection.has('RECURSIVEMATCH')
    ? candidates.filter(name => isSelected(name) && !matches(name))
    : []
  const above = new Set(hidden.flatMap(superiorNames))
  const names = new Set([...candidates, ...above])
  return [...names]
    .filter(name => matches(name) && (isSelected(name) || above.has(name)))
    .map(name => {
      const folder = folders.get(name) ?? null
      const marks = {
        subscribed: (returns.subscribed || selection.has('SUBSCRIBED')) && subscribed.has(name),
        hasChildren: superiors.has(name),
      }
      return {
        name,
        folder,
        attributes: attributes(session, folder, marks),
        subscribedBelow: above.has(name),
      }
    })
}

/** `LIST (…) "/" name` of one folder, as SELECT tells it too (RFC 9051 §6.3.2). */
export function formatFolder(session: ImapSession, folder: Folder): string {
  const hasChildren = session.account.usedFolders.some(({ name }) => isBelow(name, folder.name))
  const marks = attributes(session, folder, { subscribed: false, hasChildren })
  return formatListing(session, { name: folder.name, folder, attributes: marks, subscribedBelow: false })
}

/**
 * The same of a folder that has another name than it was asked for by, as names are normalised
 * (RFC 9051 §6.3.9.7); null when it has just that, or the client knows nothing of this.
 */
export function formatNormalized(session: ImapSession, folder: Folder, asked: string): string | null {
  if (!session.rev2 || folder.name === asked) return null
  return `${formatFolder(session, folder)} ("OLDNAME" (${formatMailbox(asked, session)}))`
}

/** `LIST (…) "/" name`, and what the extended syntax adds. */
export function formatListing(session: ImapSession, { name, attributes, subscribedBelow }: Listing): string {
  const line = `LIST (${attributes.join(' ')}) "/" ${formatMailbox(name, session)}`
  return subscribedBelow ? `${line} ("CHILDINFO" ("SUBSCRIBED"))` : line
}

function attributes(
  session: ImapSession,
  folder: Folder | null,
  { subscribed, hasChildren }: { subscribed: boolean; hasChildren: boolean },
): string[] {
  const names: string[] = []
  if (folder === null) names.push('\\NonExistent')
  // RFC 3348; RFC 9051 §7.3.1: told without being asked for.
  if (session.offers('CHILDREN')) {
    if (hasChildren) names.push('\\HasChildren')
    else if (folder !== null) names.push('\\HasNoChildren')
  }
  if (subscribed) names.push('\\Subscribed')
  if (folder?.specialUse && session.offers('SPECIAL-USE')) names.push(folder.specialUse)
  return names
}
