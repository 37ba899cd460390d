import type { CallWords } from './call-en.ts';
import { both } from './fr.ts';

export const words: CallWords = {
  phone: 'Téléphone',
  phoneHint: 'Comme vous le composez, ou avec l’indicatif du pays.',
  nameMissing: 'Dites-nous votre nom, s’il vous plaît.',
  phoneMissing: 'Donnez-nous le numéro à appeler, s’il vous plaît.',
  when: 'Quand',
  asapNext: 'Nous appelons dès que l’un de nous est libre.',
  asapFrom: (there, yours) => `Un appel à partir de ${both(there, yours)} environ.`,
  noCall: 'Écrivez-nous plutôt ; rien ne sera à redire.',
  from: 'Depuis',
  noSlots:
    'Les heures ne peuvent être montrées à l’instant. Vous pouvez tout de même demander un appel dès que possible.',
  slotThere: (time, city) => `${time} à ${city}`,
  askCall: 'Demander l’appel',
  callBy: (who) => `${who} vous appelle`,
  callUnpromised: 'Votre appel',
  callAsap: (time) => (time ? `dès que possible, à partir de ${time}` : 'dès que possible'),
  callNever: (house) => `Plus personne chez ${house} ne parle votre langue : cet appel ne peut plus être promis.`,
  callSlot: (day, from, to) => `${day}, entre ${from} et ${to}`,
  callThere: (time, city) => `${time} à ${city}`,
  callMissed: (name, rang, next) =>
    `${name ? `${name} a` : 'Nous avons'} appelé${rang ? ` à ${rang}` : ''} sans vous joindre. Nouvel essai à ${next}. Une autre heure ?`,
  callTo: 'Au ',
  callsFrom: (phone) => `L’appel viendra du ${phone}.`,
  callSoon: 'dans un instant',
  change: 'Vous pouvez le changer ici, depuis ce navigateur.',
  move: 'Une autre heure',
  moveTo: 'Déplacer l’appel',
  stay: 'Laisser comme prévu',
  withdraw: 'Je n’ai plus besoin de l’appel',
  withdrawn: 'L’appel est annulé. Personne ne sonnera.',
  gaveUp: 'Nous n’avons pas pu vous joindre par téléphone. Écrivez ici quand vous voulez.',
  lost: 'Votre appel ne peut plus être changé depuis ce navigateur.',
  write: 'Plutôt écrire',
};
