/**
 * The languages that the widget speaks, each with a build of its own. Another one is three files beside this, a word
 * here, and what the types then ask for: in call-refused.ts, app.tsx, callback.ts and models/refusals.ts; and its line in
 * launcher.ts, which they do not miss.
 */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** "fr-CA" is read in French, and so is `FR_fr`; a page may tell anything at all. */
export const reads = (tag: string, language: Language): boolean => `${tag}`.toLowerCase().startsWith(language);

/** The language that is nearest to a page's tag; what we do not speak is read in English. */
export const languageOf = (tag: string): Language => LANGUAGES.find((language) => reads(tag, language)) ?? 'en';
