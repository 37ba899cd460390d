import './sheet.ts';
import { h } from 'preact';
import type { RefusalError } from '../protocol/refusals.ts';
import type { Call } from './models/call.ts';
import { CountryChoice } from './views/CountryChoice.tsx';
import { refusedWords } from './words/call-refused.ts';
import { languageOf } from './words/languages.ts';

/**
 * Says why a number was refused, and how it is put right. Where it has no country code and nothing tells its country
 * she is asked, beside the field.
 */
export function explain(call: Call, { reason }: RefusalError, locale: string): void {
  // She has gone on meanwhile.
  if (!call.errors.peek().phone) return;
  const language = languageOf(locale);
  const words = refusedWords[language];
  if (reason === 'country') call.explain(words.foreign);
  if (reason === 'code') call.explain(words.code, () => h(CountryChoice, { call, words, language }));
}
