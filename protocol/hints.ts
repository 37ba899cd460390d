import * as z from 'zod';
import { cleanText } from './text.ts';

/*
 * What a page or a device says of itself: its language, its time zone, the product it shows. Nobody typed it, so
 * nothing of it can refuse what a person typed: it is mended, or dropped as if it had not been said.
 */

/** A field that takes whatever comes: `read` gives what can be made of it. `T` is what clients are to send. */
export const hint = <T, R>(read: (said: unknown) => R) => z.custom<T>().optional().transform(read);

const LONGEST_TAG = 35;
/** Codes that are in the list of languages and are none. */
const NO_LANGUAGE = new Set(['mis', 'mul', 'und', 'zxx']);
const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** The language that a tag stands for; a country written in its place (`cn`, `jp`) is read as the one spoken there. */
function languageIn(tag: string): string | undefined {
  const [language = ''] = tag.split('-');
  if (NO_LANGUAGE.has(language)) return undefined;
  if (languages.of(language) !== undefined) return language;
  const isCountry = language.length === 2 && regions.of(language.toUpperCase()) !== undefined;
  return isCountry ? new Intl.Locale(`und-${language}`).maximize().language : undefined;
}

/**
 * A page's language as BCP 47, from what pages write: `en_US` and `en_GB.UTF-8` as many shop systems do, a list, a
 * tag with a part that is none. Undefined where no language is named (`x-default`, `C`, nothing).
 */
export function readLanguage(said: unknown): string | undefined {
  if (typeof said !== 'string') return undefined;
  const spelt = said.slice(0, 100).trim().replaceAll('_', '-');
  const [tag] = /^[a-z]{2,3}(?![a-z])(?:-[a-z\d]{1,8}(?![a-z\d]))*/i.exec(spelt) ?? [];
  if (tag === undefined) return undefined;
  // Longest first: what cannot be read of it is left off from its end.
  for (let parts = tag.split('-'); parts.length > 0; parts = parts.slice(0, -1)) {
    const canonical = canonicalOf(parts.join('-'));
    if (canonical === undefined || canonical.length > LONGEST_TAG) continue;
    const language = languageIn(canonical);
    return language && canonical.replace(/^[a-z]+/, language);
  }
  return undefined;
}

function canonicalOf(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** A time zone that this machine knows, as it was said; old names too. Undefined where it is none (`Etc/Unknown`). */
export function readZone(said: unknown): string | undefined {
  if (typeof said !== 'string' || said.length > 60) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: said });
    return said;
  } catch {
    return undefined;
  }
}

/** One line of text, cut to its length between characters; a number is what it reads as. Undefined where nothing is left. */
export function readLine(said: unknown, max: number): string | undefined {
  if (typeof said !== 'string' && typeof said !== 'number') return undefined;
  const clean = cleanText(String(said)).trim();
  if (clean.length <= max) return clean || undefined;
  // Half a surrogate is no character.
  return (
    clean
      .slice(0, max)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim() || undefined
  );
}

/** The page's language; see `readLanguage`. */
export const languageHint = hint<string, string | undefined>(readLanguage).optional();
/** A page's time zone, an IANA name; see `readZone`. */
export const zoneHint = hint<string, string | undefined>(readZone).optional();
