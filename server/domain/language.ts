/** Norwegian is written in two ways that every Norwegian reads. */
const SAME: Record<string, string> = { nb: 'no', nn: 'no' };

/** Read so often, and so few, that what was read is kept; a stranger's tags do not fill it. */
const BASES = new Map<string, string | null>();
const MOST_BASES = 1_000;

/** The language itself, without region and script; null for a tag that is none. */
export function baseOf(tag: string): string | null {
  const known = BASES.get(tag);
  if (known !== undefined) return known;
  const base = readBase(tag);
  if (BASES.size < MOST_BASES) BASES.set(tag, base);
  return base;
}

function readBase(tag: string): string | null {
  try {
    const { language } = new Intl.Locale(tag);
    return SAME[language] ?? language;
  } catch {
    return null;
  }
}

/**
 * Whether somebody who speaks these languages can answer in the wanted one. Tags are BCP 47 and only the language
 * itself counts: `fr` serves `fr-CA`, and `zh-Hans` serves `zh-Hant`, since a colleague who speaks Chinese can read
 * and answer both; other regions and scripts never turn a shopper away. A tag that is none matches nothing.
 */
export function speaks(languages: readonly string[], wanted: string): boolean {
  const base = baseOf(wanted);
  return base !== null && languages.some((language) => baseOf(language) === base);
}
