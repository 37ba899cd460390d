import type { Words } from './en.ts';

export const both = (there: string, yours: string | null) => (yours ? `${there} (${yours} chez vous)` : there);

const by: Words['there']['closed'][1] = (place, there = '', yours = null) =>
  `Écrivez : ${place} vous répond avant ${both(there, yours)} ; vous trouverez la réponse ici.`;

const there: Words['there'] = {
  free: [() => 'Quelqu’un est libre maintenant.', () => 'Écrivez, une personne vous répond.'],
  with_clients: [() => 'Chacun est avec un client à l’instant.', by],
  nobody_here: [() => 'Personne n’est libre à l’instant.', by],
  closed: [
    (place) => `${place} est fermé à l’instant.`,
    (_, there = '', yours = null) =>
      `Écrivez : la réponse vient à partir de ${both(there, yours)} ; vous la trouverez ici.`,
  ],
  untold: [() => '', () => 'Écrivez ; une personne vous répond dès qu’elle est libre.'],
  hours: [() => 'Nous ne pouvons dire d’heure à l’instant.', () => 'Écrivez ; vous trouverez la réponse ici.'],
  night: [() => 'Aucune heure ne convient aux deux : quand nous sommes ouverts, il fait nuit chez vous.', () => ''],
  language: [
    (house) => `Personne chez ${house} ne parle la langue de cette page.`,
    () => 'Vous pouvez tout de même écrire ; une réponse n’est pas promise.',
  ],
};

export const words: Words = {
  talk: 'Parler à un conseiller',
  close: 'Fermer',
  back: 'Retour',
  chat: 'Échanger maintenant',
  chatOpen: 'Reprendre là où vous en étiez.',
  callback: 'Être rappelé',
  callbackLine: 'Dès que possible, ou à l’heure qui vous convient.',
  here: 'À votre écoute',
  askFor: 'Demander',
  product: 'Vous regardez',
  productAlong: 'Accompagne vos mots',
  remove: (name) => `Retirer ${name}`,
  conversation: 'Conversation',
  message: 'Message',
  send: 'Envoyer',
  name: 'Votre nom',
  optional: 'si vous le souhaitez',
  greeting: 'Que pouvons-nous faire pour vous ?',
  readBy: (house) => `Lu par les conseillers de ${house}.`,
  privacy: 'Confidentialité',
  you: 'Vous',
  kept: 'Gardé',
  sending: 'Envoi',
  sent: 'Envoyé',
  delivered: 'Remis',
  read: 'Lu',
  notSent: 'Non envoyé',
  retry: 'Réessayer',
  copy: 'Copier',
  copied: 'Copié',
  tooLong: (over) => `Trop long de ${over} caractère${over === 1 ? '' : 's'}.`,
  earlier: 'Échanges précédents',
  typing: (name) => `${name} écrit`,
  answered: (name) => `${name} vous a répondu`,
  lost: 'Vous n’êtes pas connecté. Ce que vous écrivez est gardé et partira à votre retour.',
  finding: 'Nous cherchons la bonne personne.',
  asking: (people, place, again) =>
    people.length === 1
      ? `Nous demandons ${again ? 'de nouveau ' : ''}à ${people[0]}, à ${place}.`
      : `Nous demandons à ${['', 'un', 'deux', 'trois', 'quatre', 'cinq'][people.length] ?? people.length} conseillers.`,
  slow: (callable) =>
    `C’est plus long que prévu. Patientez, ${callable ? 'soyez rappelé, ' : ''}ou laissez-nous vous écrire : rien n’est à retaper.`,
  answersBy: (place, there, yours) =>
    `${place} vous répond avant ${both(there, yours)} ; vous trouverez la réponse ici.`,
  leftUntil: (place, there, yours) =>
    `Votre message est chez ${place}. Vous aurez une réponse ici avant ${both(there, yours)}.`,
  left: 'Votre message est entre nos mains. Vous trouverez la réponse ici.',
  leftNever: (house, language) =>
    `Votre message est chez ${house}. Personne n’y écrit en ${language} : une réponse n’est pas promise ; s’il en vient une, vous la trouverez ici.`,
  away: (name, callable) => `${name} a dû s’absenter un instant.${callable ? ' Patientez, ou soyez rappelé.' : ''}`,
  callInstead: 'Plutôt me rappeler',
  leaveMessage: 'Me répondre par écrit',
  joined: (name) => `${name} est avec vous`,
  took: (name) => `${name} a pris votre demande en main`,
  wentOn: (name) => `${name} n’a pas pu poursuivre.`,
  ended: 'La conversation en reste là. Écrivez quand vous voulez.',
  withdrawnCall: 'L’appel a été annulé.',
  calledYou: 'Nous nous sommes parlé au téléphone.',
  missedCall: (time) => `Nous avons appelé sans vous joindre.${time ? ` Nouvel essai : ${time}.` : ''}`,
  struck: 'Retiré.',
  asap: 'Dès que possible',
  promisedCall: (time) => `Un appel a été promis · ${time}`,
  movedCall: (time) => `L’appel a été déplacé · ${time}`,
  forget: 'Terminer et oublier',
  forgetAsk: 'Terminer cette conversation et l’oublier dans ce navigateur ? Qui viendra ensuite n’en verra rien.',
  callStands: 'L’appel qui vous a été promis est maintenu.',
  keep: 'La garder',
  forgotten: 'Oublié. Il n’en reste rien dans ce navigateur.',
  again: 'Nous n’avons pas pu être joints. Veuillez réessayer.',
  noTime: 'Nous ne pouvons promettre un appel. Écrivez-nous plutôt.',
  there,
};
