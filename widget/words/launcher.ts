import type { Language } from './languages.ts';

/** The few words that stand on the page before anybody has acted; they travel with the loader. */
export const LAUNCHER_WORDS: Record<Language, { talk: string; sorry: string }> = {
  en: { talk: 'Talk to an associate', sorry: 'We cannot be reached just now. Please try again in a moment.' },
  fr: { talk: 'Parler à un conseiller', sorry: 'Nous sommes injoignables pour l’instant. Réessayez dans un moment.' },
};
