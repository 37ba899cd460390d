import parsePhoneNumber, { type CountryCode, isSupportedCountry, type PhoneNumber } from 'libphonenumber-js/max';
import { kindOf, kindOfUnknown } from './number-kind.ts';
import { canonicalZone } from './zone.ts';
import { ZONES_OF_COUNTRY } from './zone-country.ts';

/** A telephone number that the house may call, or why not; the words beside the field are the page's. */
export type ReadPhone =
  | { ok: true; e164: string; country: string; shown: string }
  | { ok: false; reason: 'invalid' | 'country' | 'kind' | 'code' };

const DIGIT = /\p{Nd}/u;

/** Decimal digits stand in runs of ten from zero to nine, in every script of Unicode. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

/** Fullwidth and other scripts' digits become plain, invisible marks (a pasted contact has them) go. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Nd}/gu, asciiDigit)
    .trim()
    .replace(/^tel:/i, '')
    .trim();

const parsed = (text: string, country: CountryCode | null): PhoneNumber | undefined =>
  parsePhoneNumber(text, {
    extract: false,
    ...(country ? { defaultCountry: country } : {}),
  });

/** As the country dials it; where it does not dial 00 for abroad, people from elsewhere still write it. */
function read(text: string, country: CountryCode | null): PhoneNumber | undefined {
  const number = parsed(text, country);
  if (number?.isValid() || !/^\(?00/.test(text)) return number;
  return parsed(text.replace(/^\(?00\)?/, '+'), country) ?? number;
}

/** Looks like a number as it is dialled at home: digits and what people put between them. */
const DIALLED = /^[\d\s().\-–/]*$/;
const isDialled = (text: string): boolean => DIALLED.test(text) && /^(\D*\d){6,15}\D*$/.test(text);

/**
 * Reads what a person types: spaces, dots, brackets, any script's digits, +, 00 or tel: in front; without a country
 * code it is a number of `country`, and where that is not known (null) the answer is `code`: she is asked, never
 * guessed at. Only numbers of `countries` pass, of every country where that is empty, and only kinds that ring a
 * person at an ordinary price: not premium, shared cost, toll-free, UAN, pager, satellite, nor a short code. `shown`
 * is the international format. An extension is `invalid`, since a call could not dial it.
 */
export function readPhone(text: string, input: { country: string | null; countries: readonly string[] }): ReadPhone {
  const typed = plain(text);
  const hers = input.country !== null && isSupportedCountry(input.country) ? input.country : null;
  const number = read(typed, hers);
  if (!number) return { ok: false, reason: hers === null && isDialled(typed) ? 'code' : 'invalid' };
  if (number.isNonGeographic()) return { ok: false, reason: 'kind' };
  if (number.ext) return { ok: false, reason: 'invalid' };
  const kind = number.isValid() ? kindOf(number) : kindOfUnknown(number);
  if (kind !== 'ordinary') return { ok: false, reason: kind === 'special' ? 'kind' : 'invalid' };
  const country = countryOf(number, hers);
  if (!country || (input.countries.length > 0 && !input.countries.includes(country))) {
    return { ok: false, reason: 'country' };
  }
  return { ok: true, e164: number.number, country, shown: number.formatInternational() };
}

/** Its own; a code that several countries share and no table knows yet belongs to hers, if she is in one of them. */
function countryOf(number: PhoneNumber, hers: string | null): string | undefined {
  const sharing: readonly string[] = number.getPossibleCountries();
  return number.country ?? sharing.find((country) => country === hers) ?? sharing[0];
}

const COUNTRY_OF_ZONE: ReadonlyMap<string, string> = new Map(
  Object.entries(ZONES_OF_COUNTRY).flatMap(([country, zones]) =>
    zones
      .trim()
      .split(/\s+/)
      .map((zone) => [zone, country] as const),
  ),
);

/** The same by the one name of each zone; made when somebody's zone is first told by another name, since it takes a while. */
let oneNames: ReadonlyMap<string, string> | undefined;
const byOneName = () =>
  (oneNames ??= new Map([...COUNTRY_OF_ZONE].map(([name, country]) => [canonicalZone(name), country])));

/** Browsers that keep their people's zone to themselves say that they are in Iceland, everywhere. */
const SAID_BY_EVERYBODY = 'Atlantic/Reykjavik';

/** The country (ISO 3166) of an IANA zone, a first guess at how a national number is meant; null when none is told. */
export function countryOfZone(zone: string): string | null {
  if (!zone.includes('/')) return null;
  const known = COUNTRY_OF_ZONE.get(zone) ?? byOneName().get(canonicalZone(zone));
  return known === undefined || canonicalZone(zone) === SAID_BY_EVERYBODY ? null : known;
}

/** An E.164 number as people read it, in its international format. */
export const shownNumber = (e164: string): string => parsePhoneNumber(e164)?.formatInternational() ?? e164;
