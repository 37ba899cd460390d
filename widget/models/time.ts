import type { PlaceCard } from '../../protocol/people.ts';
import { languageOf, reads } from '../words/languages.ts';

const DAY_MS = 24 * 3600_000;

/** A page says "en", her browser "en-GB": its habits are hers where the language is the page's. */
export function hers(tag: string): string {
  const language = languageOf(tag);
  // Times stand in sentences: on a page whose language we do not speak they are written as the sentences are, and so
  // they are where its tag is none (`en_US`), which would throw.
  const locale = reads(tag, language) && /^[a-z]{2}-[a-z]{2}$/i.test(tag) ? tag : language;
  return navigator.languages?.find((own) => own.startsWith(`${locale}-`)) ?? locale;
}

function said(at: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  try {
    return new Intl.DateTimeFormat(hers(locale), options).format(at);
  } catch {
    // A zone or a language that this browser does not know.
    const { timeZone: _, ...rest } = options;
    return new Intl.DateTimeFormat('en', rest).format(at);
  }
}
const inZone = (zone: string | undefined): Intl.DateTimeFormatOptions => (zone ? { timeZone: zone } : {});

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const clock = (at: number, locale: string, zone?: string): string =>
  said(at, locale, { hour: 'numeric', minute: '2-digit', ...inZone(zone) });

export const day = (at: number, locale: string, zone?: string): string =>
  said(at, locale, { weekday: 'long', day: 'numeric', month: 'long', ...inZone(zone) });

/** The time alone when it is today there, else with its day. */
export function moment(at: number, locale: string, zone?: string, now = Date.now()): string {
  const date = (of: number) => said(of, 'en', { dateStyle: 'short', ...inZone(zone) });
  if (date(at) === date(now)) return clock(at, locale, zone);
  const far = Math.abs(at - now) > 6 * DAY_MS;
  const shown: Intl.DateTimeFormatOptions = far ? { day: 'numeric', month: 'long' } : { weekday: 'long' };
  return said(at, locale, { ...shown, hour: 'numeric', minute: '2-digit', ...inZone(zone) });
}

/** A time at a place, and hers when her clock shows another. */
export function bothTimes(at: number, locale: string, place: PlaceCard): [there: string, yours: string | null] {
  const there = moment(at, locale, place.zone);
  const yours = moment(at, locale);
  return [there, there === yours ? null : yours];
}
