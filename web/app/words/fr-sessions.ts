import type { SessionWords } from './en-sessions.ts'

/** The words of the IMAP and POP3 views, in French; loaded with them. */
export const frSessions: SessionWords = {
  views: 'Vues du compte',
  plain: 'Messages',
  imap: 'IMAP',
  pop3: 'POP3',
  connectProgram: 'Connecter un logiciel de messagerie',
  panes: 'Volets',
  paneNames: {
    folders: 'Dossiers',
    entries: 'Messages',
    log: 'Échanges',
    maildrop: 'Boîte',
    message: 'Message',
  },

  passwordTitle: 'Le serveur demande un mot de passe',
  passwordText: user => `Ce Facteur a des utilisateurs nommés. Quel est le mot de passe de ${user} ?`,
  password: 'Mot de passe',
  logIn: 'Se connecter',
  serverSays: text => `Le serveur répond : ${text}`,
  connectingTo: 'Connexion',
  lost: 'La connexion est perdue',
  lostText: 'L’affichage est resté tel quel. Un nouvel essai a lieu de lui-même.',
  reconnect: 'Se reconnecter',
  ended: 'La session est terminée',

  idle: 'En veille : le serveur annonce lui-même les changements',
  working: 'Échange en cours',
  log: 'Échanges',
  logEmpty: 'Chaque commande et chaque réponse s’inscrit ici.',
  copyLog: 'Copier les échanges',
  follow: 'Aller à la fin',
  logNotes: { closed: 'La connexion a été fermée.', lost: 'La connexion a été perdue.' },

  folders: 'Dossiers',
  folderCounts: (messages, unseen) => `${messages} messages, ${unseen} non lus`,
  newFolder: 'Nouveau dossier',
  renameFolder: 'Renommer',
  deleteFolder: 'Supprimer le dossier',
  folderName: 'Nom du dossier',
  folderNameHint: 'Une barre oblique descend d’un niveau : Archive/2026',
  create: 'Créer',
  deleteFolderQuestion: name => `Supprimer ${name} ?`,
  deleteFolderText: 'Ses messages partent avec lui. C’est sans retour.',
  folderFailed: 'Le dossier n’a pas pu être ouvert',
  noMessages: 'Ce dossier est vide',
  noMessagesText: 'Le courrier qu’on y met apparaît de lui-même.',
  readOnly: 'Lecture seule',
  loadingFolder: 'Ouverture du dossier',
  entries: 'Entrées du dossier',
  uidFact: uid => `UID ${uid}`,
  modseqFact: modseq => `modseq ${modseq}`,
  toggleSeen: 'Marquer lu ou non lu',
  toggleFlagged: 'Marquer d’un drapeau',
  toggleDeleted: 'Marquer supprimé',
  copyTo: 'Copier vers',
  moveTo: 'Déplacer vers',
  expunge: 'Purger',
  expungeCount: shown => `Purger ${shown}`,
  expungeHint: 'Retire pour de bon ce qui est marqué supprimé',
  chooseFolder: 'Choisir un dossier',
  failed: 'Le serveur n’a pas obéi',

  maildrop: 'Boîte POP3',
  closedTitle: 'La boîte n’est pas ouverte',
  closedText:
    'Une seule session à la fois la tient. Celle-ci l’ouvre à votre demande, et la lâche après 60 secondes de silence.',
  openText: 'Ouverte pour cette session seule. Elle la lâche après 60 secondes de silence.',
  openMaildrop: 'Ouvrir la boîte',
  ends: {
    quit: (deleted, shown) =>
      deleted === 0
        ? 'La session a fini par QUIT. Rien n’était marqué, rien n’a été supprimé.'
        : deleted === 1
          ? 'La session a fini par QUIT, qui a supprimé 1 message.'
          : `La session a fini par QUIT, qui a supprimé ${shown} messages.`,
    silence: 'Après 60 secondes de silence, la session a lâché la boîte.',
    left: 'La session a lâché la boîte.',
    lost: 'La connexion a été perdue.',
    kept: (marked, shown) =>
      marked === 0
        ? 'Rien n’a été supprimé.'
        : marked === 1
          ? 'Le message à supprimer reste : seul QUIT supprime.'
          : `Les ${shown} messages à supprimer restent : seul QUIT supprime.`,
  },
  lockedTitle: 'Une autre session tient la boîte',
  lockedText: 'POP3 la donne à une seule session à la fois. Quand celle-là finira, elle pourra s’ouvrir ici.',
  holder: (address, since) => `${address}, depuis ${since}`,
  inUse: 'Tenue en ce moment par',
  emptyMaildrop: 'La boîte est vide',
  emptyMaildropText:
    'Elle est telle qu’à la connexion. Le courrier qui arrive maintenant y sera à la prochaine ouverture.',
  messageNumber: 'N°',
  octets: 'Octets',
  uniqueId: 'Identifiant unique',
  fetched: 'relevé',
  marked: 'part avec QUIT',
  totals: (count, shown, octets) =>
    count < 2 ? `${shown} message, ${octets} octets` : `${shown} messages, ${octets} octets`,
  retr: 'Relever le message',
  top: 'L’en-tête et les 10 premières lignes',
  dele: 'Marquer à supprimer',
  rset: 'Retirer toutes les marques',
  quit: 'Finir la session ; ce qui est marqué est supprimé',
  fetchAll: 'Relever comme un logiciel',
  leaveCopy: 'Laisser une copie sur le serveur',
  leaveCopyOn:
    'Les messages relevés restent. Le logiciel retient leurs identifiants, pour ne pas les relever deux fois.',
  leaveCopyOff: 'Chaque message relevé est marqué par DELE. QUIT les supprime alors ici.',
  fetchedLeft: (count, shown) =>
    count === 0
      ? 'Rien de neuf : tous les identifiants étaient connus. Tous les messages restent.'
      : count === 1
        ? '1 nouveau message relevé ; il reste ici. Son identifiant sera connu la prochaine fois.'
        : `${shown} nouveaux messages relevés ; ils restent ici. Leurs identifiants seront connus la prochaine fois.`,
  fetchedMarked: (count, shown) =>
    count === 0
      ? 'Rien de neuf. Ce qui était déjà relevé est marqué ; QUIT le supprime.'
      : count === 1
        ? '1 nouveau message relevé et marqué. Il reste jusqu’à ce que QUIT le supprime.'
        : `${shown} nouveaux messages relevés et marqués. Ils restent jusqu’à ce que QUIT les supprime.`,
  retrieved: (command, number) => `${command} ${number}`,
  shownOf: shown => `${shown} octets`,
  cutText: 'Seul le début est montré.',
  nothingFetched: 'Aucun message relevé',
  nothingFetchedText: 'RETR montre ici un message entier, TOP son en-tête et ses premières lignes.',

  programText: address =>
    `Le même courrier dans votre logiciel, qui voit et change ce qui se voit ici. Il se connecte comme ${address}.`,
  program: 'Logiciel',
  incoming: { imap: 'Réception, IMAP', pop3: 'Réception, POP3', smtp: 'Envoi, SMTP' },
  host: 'Hôte',
  port: 'Port',
  user: 'Utilisateur',
  anyPassword: 'n’importe lequel, tant qu’aucun utilisateur n’est nommé',
  security: 'Sécurité',
  securities: { implicit: 'SSL/TLS', starttls: 'STARTTLS', stls: 'STARTTLS', none: 'aucune' },
  programSteps: {
    Thunderbird:
      'Paramètres, Paramètres des comptes, Gestion des comptes, Ajouter un compte de messagerie ; puis Configuration manuelle. Il demande de confirmer l’absence de chiffrement.',
    'Apple Mail':
      'Mail, Ajouter un compte, Autre compte Mail ; quand la vérification échoue, donnez ceci et décochez « Utiliser TLS/SSL » là où il est dit aucune.',
    Outlook:
      'Fichier, Ajouter un compte, Options avancées, « Me laisser configurer mon compte manuellement », puis IMAP ou POP.',
    mutt: 'Dans ~/.muttrc, ou dans un fichier à part : mutt -F fichier.',
    mbsync: 'Dans ~/.mbsyncrc, puis : mbsync facteur.',
  },
  certificate:
    'Le certificat est celui de Facteur, sauf si vous en avez donné un : le logiciel demande s’il faut s’y fier.',
}
