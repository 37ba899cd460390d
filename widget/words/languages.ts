/** The languages that the widget speaks. Another one is two files beside this, a word here, and lines in launcher.ts and app.tsx. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language that is nearest to a page's tag: "fr-CA" is read in French, what we do not speak in English. */
export function languageOf(tag: string): Language {
  const first = tag.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === first) ?? 'en';
}
