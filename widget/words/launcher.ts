import type { Language } from './languages.ts';

/** Written in by the build: where the app lies that holds the words of a language, as seen from the loader. */
declare const __APPS__: Record<Language, string>;

type LauncherWords = readonly [language: Language, talk: string, sorry: string, app: string];

/**
 * The few words that stand on the page before anybody has acted, which travel with the loader, and where the app with
 * the rest lies. The first language is spoken where none of them is the page's.
 */
export const LAUNCHER_WORDS: readonly [LauncherWords, ...LauncherWords[]] = [
  ['en', 'Talk to an associate', 'Please try again in a moment.', __APPS__.en],
  ['fr', 'Parler à un conseiller', 'Réessayez dans un moment.', __APPS__.fr],
];
