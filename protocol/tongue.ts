/**
 * The language of what somebody wrote, as far as it is known: that of her request, unless it is written in other
 * letters. Empty where nobody knows, so that it is not taken for the page's.
 */
export function tongueOf(text: string, language: string | undefined): string {
  try {
    const isLatin = new Intl.Locale(language ?? '').maximize().script === 'Latn';
    return language && /\p{L}/u.test(text) && /^\P{L}*\p{sc=Latn}/u.test(text) === isLatin ? language : '';
  } catch {
    return '';
  }
}
