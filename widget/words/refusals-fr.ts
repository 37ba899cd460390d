import type { Refusals } from './refusals-en.ts';

const ended = 'Cette conversation est terminée. Vos mots restent ici jusqu’à ce que vous les envoyiez de nouveau.';
const changed = 'Cela a changé entre-temps. Veuillez vérifier.';
const ours = 'Un incident est survenu de notre côté. Veuillez réessayer.';
const reload = 'Cette page a vieilli. Veuillez la recharger.';

export const refusals: Refusals = {
  bad_payload: 'Ceci n’a pas pu être lu. Veuillez vérifier.',
  too_large: 'C’est trop long pour un seul envoi.',
  no_ack: ours,
  unknown_event: ours,
  not_signed_in: ended,
  signed_out: ended,
  wrong_credentials: ended,
  link_spent: ended,
  slow_down: 'Un instant, je vous prie, avant de réessayer.',
  not_found: ended,
  conflict: changed,
  already_taken: changed,
  expired: changed,
  new_words: changed,
  no_room: changed,
  not_open: changed,
  blocked: 'Nous ne pouvons recevoir de messages ici. Veuillez appeler la boutique.',
  erased: 'Cette conversation a été retirée.',
  origin: 'Nous ne pouvons être joints depuis cette page.',
  too_old: reload,
  unexpected: ours,
};
