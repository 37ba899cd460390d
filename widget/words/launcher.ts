import type { Language } from './languages.ts';

/** Written in by the build: where the words of each language lie, as seen from the loader. */
declare const __WORDS__: Record<Language, string>;

type LauncherWords = readonly [language: Language, talk: string, sorry: string, rest: string];

/**
 * The few words that stand on the page before anybody has acted, which travel with the loader, and where the rest
 * lie. The first language is spoken where none of them is the page's.
 */
export const LAUNCHER_WORDS: readonly [LauncherWords, ...LauncherWords[]] = [
  ['en', 'Talk to an associate', 'Please try again in a moment.', __WORDS__.en],
  ['fr', 'Parler à un conseiller', 'Réessayez dans un moment.', __WORDS__.fr],
];
