/** The words of the IMAP and POP3 views, in English; loaded with them. */
export const enSessions = {
  views: 'Views of the account',
  plain: 'Messages',
  imap: 'IMAP',
  pop3: 'POP3',
  connectProgram: 'Connect a mail program',
  panes: 'Panes',
  paneNames: {
    folders: 'Folders',
    entries: 'Messages',
    log: 'Wire log',
    maildrop: 'Maildrop',
    message: 'Message',
  },

  passwordTitle: 'The server wants a password',
  passwordText: (user: string) => `This Facteur has named users. What is the password of ${user}?`,
  password: 'Password',
  logIn: 'Log in',
  serverSays: (text: string) => `The server says: ${text}`,
  connectingTo: 'Connecting',
  lost: 'The connection is lost',
  lostText: 'What is shown is as it was. It is tried again by itself.',
  reconnect: 'Connect now',
  ended: 'The session has ended',

  idle: 'Idle: the server tells of changes by itself',
  working: 'Working',
  log: 'Wire log',
  logEmpty: 'Each command and each answer is told here.',
  copyLog: 'Copy the log',
  follow: 'To the end',
  logNotes: { closed: 'The connection was closed.', lost: 'The connection was lost.' } as Readonly<
    Record<string, string>
  >,

  folders: 'Folders',
  folderCounts: (messages: string, unseen: string) => `${messages} messages, ${unseen} unread`,
  newFolder: 'New folder',
  renameFolder: 'Rename',
  deleteFolder: 'Delete folder',
  folderName: 'Name of the folder',
  folderNameHint: 'A slash goes a level down: Archive/2026',
  create: 'Create',
  deleteFolderQuestion: (name: string) => `Delete ${name}?`,
  deleteFolderText: 'Its messages go with it. This cannot be undone.',
  folderFailed: 'The folder could not be opened',
  noMessages: 'This folder is empty',
  noMessagesText: 'Mail that is put here appears by itself.',
  readOnly: 'Read only',
  loadingFolder: 'Opening the folder',
  entries: 'Entries of the folder',
  uidFact: (uid: string) => `UID ${uid}`,
  modseqFact: (modseq: string) => `modseq ${modseq}`,
  toggleSeen: 'Mark read or unread',
  toggleFlagged: 'Flag',
  toggleDeleted: 'Mark deleted',
  copyTo: 'Copy to',
  moveTo: 'Move to',
  expunge: 'Expunge',
  expungeCount: (shown: string) => `Expunge ${shown}`,
  expungeHint: 'Removes for good what is marked deleted',
  chooseFolder: 'Choose a folder',
  failed: 'The server did not obey',

  maildrop: 'Maildrop',
  closedTitle: 'The maildrop is not open',
  closedText:
    'One session at a time has it. This one opens it when you ask, and lets go after 60 seconds of silence.',
  openText: 'Open for this session alone. It lets go after 60 seconds of silence.',
  openMaildrop: 'Open the maildrop',
  ends: {
    quit: (deleted: number, shown: string) =>
      deleted === 0
        ? 'The session ended with QUIT. Nothing was marked, so nothing was deleted.'
        : deleted === 1
          ? 'The session ended with QUIT, which deleted 1 message.'
          : `The session ended with QUIT, which deleted ${shown} messages.`,
    silence: 'After 60 seconds of silence the session let go of the maildrop.',
    left: 'The session let go of the maildrop.',
    lost: 'The connection was lost.',
    kept: (marked: number, shown: string) =>
      marked === 0
        ? 'Nothing was deleted.'
        : marked === 1
          ? 'The message marked for deletion stays: only QUIT deletes.'
          : `The ${shown} messages marked for deletion stay: only QUIT deletes.`,
  },
  lockedTitle: 'Another session has the maildrop',
  lockedText: 'POP3 gives it to one session at a time. When that one ends, it can be opened here.',
  holder: (address: string, since: string) => `${address}, since ${since}`,
  inUse: 'In use now by',
  emptyMaildrop: 'The maildrop is empty',
  emptyMaildropText: 'It is as it was at the login. Mail that comes now is there the next time it is opened.',
  messageNumber: 'No.',
  octets: 'Octets',
  uniqueId: 'Unique-id',
  fetched: 'fetched',
  marked: 'goes with QUIT',
  totals: (count: number, shown: string, octets: string) =>
    count === 1 ? `1 message, ${octets} octets` : `${shown} messages, ${octets} octets`,
  retr: 'Fetch the message',
  top: 'The header and the first 10 lines',
  dele: 'Mark for deletion',
  rset: 'Take all marks back',
  quit: 'End the session; what is marked is deleted',
  fetchAll: 'Fetch as a program does',
  leaveCopy: 'Leave a copy on the server',
  leaveCopyOn: 'Fetched messages stay. The program keeps their unique-ids, so as not to fetch them twice.',
  leaveCopyOff: 'Each message is marked with DELE once it is fetched. QUIT then deletes them here.',
  fetchedLeft: (count: number, shown: string) =>
    count === 0
      ? 'Nothing new: every unique-id was known. All messages stay.'
      : count === 1
        ? '1 new message was fetched and stays here. Next time its unique-id is known.'
        : `${shown} new messages were fetched and stay here. Next time their unique-ids are known.`,
  fetchedMarked: (count: number, shown: string) =>
    count === 0
      ? 'Nothing new. What was fetched before is marked; QUIT deletes it.'
      : count === 1
        ? '1 new message was fetched and marked. It stays until QUIT deletes it.'
        : `${shown} new messages were fetched and marked. They stay until QUIT deletes them.`,
  retrieved: (command: string, number: string) => `${command} ${number}`,
  shownOf: (shown: string) => `${shown} octets`,
  cutText: 'The beginning is shown.',
  nothingFetched: 'No message fetched',
  nothingFetchedText: 'RETR shows a whole message here, TOP its header and first lines.',

  programText: (address: string) =>
    `The same mail in a program of yours, which sees and changes what is seen here. It logs in as ${address}.`,
  program: 'Program',
  incoming: { imap: 'Incoming, IMAP', pop3: 'Incoming, POP3', smtp: 'Outgoing, SMTP' },
  host: 'Host',
  port: 'Port',
  user: 'User',
  anyPassword: 'any, until users are named',
  security: 'Security',
  securities: { implicit: 'SSL/TLS', starttls: 'STARTTLS', stls: 'STARTTLS', none: 'none' },
  programSteps: {
    Thunderbird:
      'Settings, Account Settings, Account Actions, Add Mail Account; then Configure manually. It asks to confirm that there is no encryption.',
    'Apple Mail':
      'Mail, Add Account, Other Mail Account; when it cannot verify, give these and turn off “Use TLS/SSL” where it says none.',
    Outlook: 'File, Add Account, Advanced options, “Let me set up my account manually”, then IMAP or POP.',
    mutt: 'Into ~/.muttrc, or a file of its own: mutt -F file.',
    mbsync: 'Into ~/.mbsyncrc, then: mbsync facteur.',
  } as Readonly<Record<string, string>>,
  certificate: 'The certificate is Facteur’s own unless you gave one: the program asks whether to trust it.',
}

export type SessionWords = typeof enSessions
