const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** "French" for fr-FR: the language, not the country; the tag as it was given where nobody knows it. */
export function languageName(tag: string): string {
  try {
    return names.of(new Intl.Locale(tag).language) ?? tag;
  } catch {
    return tag;
  }
}

export const languageOf = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? 'en';
