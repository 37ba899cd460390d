import { languageOf } from '../words/languages.ts';
import type { Salon } from './salon.ts';

/** A language as the widget's own names it, whatever its region. */
export function languageName({ page }: Salon, tag: string): string {
  const [base = tag] = tag.split('-');
  try {
    return new Intl.DisplayNames(languageOf(page.locale()), { type: 'language' }).of(base) ?? base;
  } catch {
    return base;
  }
}
