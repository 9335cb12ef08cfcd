import { portTls, type PortTls } from '../state/port-tls.ts'

/** Where one protocol is listened for. */
export interface ServerAddress {
  readonly protocol: 'imap' | 'pop3' | 'smtp'
  readonly host: string
  readonly port: number
  readonly tls: PortTls
}

/** The programs that are told how to connect. */
export const PROGRAMS = ['Thunderbird', 'Apple Mail', 'Outlook', 'mutt', 'mbsync'] as const

export type ProgramName = (typeof PROGRAMS)[number]

/** With TLS the port of its own for it is named: programs find their way there by themselves. */
const IMPLICIT = { imap: 'imaps', pop3: 'pop3s', smtp: 'smtps' } as const

/** Where the protocols of mail programs are listened for, as far as they are. */
export function serverAddresses(
  host: string,
  ports: Readonly<Record<string, number>>,
): readonly ServerAddress[] {
  const tls = portTls(ports)
  return (['imap', 'pop3', 'smtp'] as const).flatMap(protocol => {
    const name = ports[IMPLICIT[protocol]] === undefined ? protocol : IMPLICIT[protocol]
    const port = ports[name]
    return port === undefined ? [] : [{ protocol, host, port, tls: tls.get(name) ?? 'none' }]
  })
}

/** What is pasted into the configuration of a program; null for those that have windows for it. */
export function programConfiguration(
  program: ProgramName,
  user: string,
  servers: readonly ServerAddress[],
): string | null {
  if (program === 'mutt') return muttrc(user, servers)
  return program === 'mbsync' ? mbsyncrc(user, servers) : null
}

function muttrc(user: string, servers: readonly ServerAddress[]): string {
  const imap = servers.find(({ protocol }) => protocol === 'imap')
  const smtp = servers.find(({ protocol }) => protocol === 'smtp')
  return [
    ...(imap === undefined ? [] : [`set folder = "imap${schemeEnd(imap)}${imap.host}:${imap.port}/"`]),
    'set spoolfile = "+INBOX"',
    `set imap_user = "${user}"`,
    'set imap_pass = "any"',
    'set imap_idle = yes',
    ...(smtp === undefined ? [] : [`set smtp_url = "smtp${schemeEnd(smtp)}${smtp.host}:${smtp.port}"`]),
    `set from = "${user}"`,
    ...(imap?.tls === 'none' ? ['set ssl_starttls = no'] : []),
  ].join('\n')
}

function schemeEnd({ tls }: ServerAddress): string {
  return tls === 'implicit' ? 's://' : '://'
}

function mbsyncrc(user: string, servers: readonly ServerAddress[]): string {
  const imap = servers.find(({ protocol }) => protocol === 'imap')
  return [
    'IMAPStore facteur-remote',
    ...(imap === undefined ? [] : [`Host ${imap.host}`, `Port ${imap.port}`]),
    `User "${user}"`,
    'Pass any',
    'AuthMechs LOGIN',
    `TLSType ${imap?.tls === 'implicit' ? 'IMAPS' : 'None'}`,
    '',
    'MaildirStore facteur-local',
    'Path ~/Mail/facteur/',
    'Inbox ~/Mail/facteur/INBOX',
    'SubFolders Verbatim',
    '',
    'Channel facteur',
    'Far :facteur-remote:',
    'Near :facteur-local:',
    'Patterns *',
    'Create Both',
    'Expunge Both',
    'SyncState *',
  ].join('\n')
}
