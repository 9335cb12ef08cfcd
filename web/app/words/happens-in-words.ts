import { words } from './words.ts'

/** What happens at a ready-made address, as the server says it, and in French; codes stay as they are. */
const FRENCH: readonly (readonly [said: RegExp, french: string])[] = [
  [/^([\d. ]+) at RCPT\.$/, '$1 à RCPT.'],
  [/^([\d. ]+) after DATA\.$/, '$1 après DATA.'],
  [/^([\d. ]+) at RCPT for five minutes\.$/, '$1 à RCPT pendant cinq minutes.'],
  [
    /^([\d. ]+) at RCPT for five minutes from the first attempt of that client, sender and recipient, then taken\.$/,
    '$1 à RCPT pendant cinq minutes dès le premier essai de ce client, expéditeur et destinataire, puis accepté.',
  ],
  [/^that code, from 400 to 599, at RCPT\.$/i, 'Ce code, de 400 à 599, à RCPT.'],
  [
    /^That code, from 400 to 599, at RCPT, with an enhanced status code that fits\.$/,
    'Ce code, de 400 à 599, à RCPT, avec un code étendu assorti.',
  ],
  [/^250, and delivered\.$/, '250, et remis.'],
  [/^250, and delivered one minute later\.$/, '250, et remis une minute plus tard.'],
  [/^250, queued, and given up after five days\.$/, '250, mis en file, et abandonné après cinq jours.'],
  [
    /^250, queued, and given up after five days with a ([\d.]+) bounce, as the host refuses connections\.$/,
    '250, mis en file, et abandonné après cinq jours avec un rejet $1, car l’hôte refuse les connexions.',
  ],
  [
    /^250, queued, as its host says ([\d. ]+) each time, and given up after five days with a bounce\.$/,
    '250, mis en file, car son hôte dit chaque fois $1, et abandonné après cinq jours avec un rejet.',
  ],
  [/^250, then a ([\d.]+) bounce(?: in the same tick)?\.$/, '250, puis aussitôt un rejet $1.'],
  [
    /^250, then a ([\d.]+) bounce in the same tick: the mailbox is full\.$/,
    '250, puis aussitôt un rejet $1 : la boîte est pleine.',
  ],
  [
    /^250, then a ([\d.]+) bounce in the same tick: the address is on a suppression list\.$/,
    '250, puis aussitôt un rejet $1 : l’adresse est sur une liste d’exclusion.',
  ],
  [
    /^250, delivered, and a complaint(?: \(ARF\) to the sender in the same tick)?\.$/,
    '250, remis, et aussitôt une plainte (ARF) à l’expéditeur.',
  ],
  [
    /^250, delivered, and an automatic reply(?: to the sender in the same tick)?\.$/,
    '250, remis, et aussitôt une réponse automatique à l’expéditeur.',
  ],
]

/** A sentence of the server in the language in use; one that is not known stays as it is, and says in which language. */
export function happensInWords(happens: string): { readonly text: string; readonly language: string } {
  const french = words().languageCode === 'fr' ? inFrench(happens) : undefined
  return french === undefined ? { text: happens, language: 'en' } : { text: french, language: 'fr' }
}

function inFrench(happens: string): string | undefined {
  const [, other, rest = happens] = /^As (\S+): (.+)$/.exec(happens) ?? []
  const rule = FRENCH.find(([said]) => said.test(rest))
  if (rule === undefined) return undefined
  const text = rest.replace(...rule)
  return other === undefined ? text : `Comme ${other} : ${text}`
}
