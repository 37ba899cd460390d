import type { Language } from './languages.ts';

const english = {
  code: 'Please choose the country of this number, or begin it with its code, such as +44.',
  country: 'Country of this number',
  choose: 'Choose',
  foreign: 'We cannot call numbers of this country.',
};

/** What is said of an ask for a call that most never hear, so that it comes with a chunk of its own. */
export type RefusedWords = typeof english;

const french: RefusedWords = {
  code: 'Choisissez le pays de ce numéro, ou commencez-le par son indicatif, par exemple +33.',
  country: 'Pays de ce numéro',
  choose: 'Choisir',
  foreign: 'Nous ne pouvons appeler les numéros de ce pays.',
};

export const refusedWords: Readonly<Record<Language, RefusedWords>> = { en: english, fr: french };
