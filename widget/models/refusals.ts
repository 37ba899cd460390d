import type { RefusalCode } from '../../protocol/refusals.ts';
import { type Language, languageOf } from '../words/languages.ts';
import type { Refusals } from '../words/refusals-en.ts';
import type { Salon } from './salon.ts';
import { signal } from './signals.ts';

type Needs = Pick<Salon, 'page' | 'words'>;

const SENTENCES: Record<Language, () => Promise<{ refusals: Refusals }>> = {
  en: () => import('../words/refusals-en.ts'),
  fr: () => import('../words/refusals-fr.ts'),
};
const UNREACHED: readonly RefusalCode[] = ['relay_too_old', 'try_again', 'draining'];

/** What has come of them, by language. */
const come = signal<Partial<Record<Language, Refusals>>>({});

/** What is said to a refusal, in the page's language; where that cannot be fetched, we could not be reached. */
export async function refusalSaid(code: RefusalCode, { page, words }: Needs): Promise<string> {
  const language = languageOf(page.locale());
  try {
    if (!UNREACHED.includes(code)) {
      const { refusals } = await SENTENCES[language]();
      come.value = { ...come.peek(), [language]: refusals };
      return refusals[code as 'unexpected'] ?? refusals.unexpected;
    }
  } catch {
    // As good as not reached.
  }
  return words.peek().again;
}

/** The same for a view: nothing until it is here, and then it is drawn anew. */
export function refusalShown(code: RefusalCode, salon: Needs): string {
  if (UNREACHED.includes(code)) return salon.words.value.again;
  const refusals = come.value[languageOf(salon.page.locale())];
  if (refusals) return refusals[code as 'unexpected'] ?? refusals.unexpected;
  void refusalSaid(code, salon);
  return '';
}
