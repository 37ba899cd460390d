import parsePhoneNumber, {
  type CountryCode,
  isSupportedCountry,
  type NumberType,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { canonicalZone } from './zone.ts';
import { ZONES_OF_COUNTRY } from './zone-country.ts';

/** A telephone number that the house may call, or why not; the words beside the field are the page's. */
export type ReadPhone =
  | { ok: true; e164: string; country: string; shown: string }
  | { ok: false; reason: 'invalid' | 'country' | 'kind' };

/** Numbers that ring one person at an ordinary price. Undefined: valid in a country that does not tell its kinds. */
const CALLED: ReadonlySet<NumberType> = new Set<NumberType>([
  undefined,
  'MOBILE',
  'FIXED_LINE',
  'FIXED_LINE_OR_MOBILE',
  'VOIP',
  'PERSONAL_NUMBER',
]);

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

const parsed = (text: string, country: string): PhoneNumber | undefined =>
  parsePhoneNumber(text, {
    extract: false,
    ...(isSupportedCountry(country) ? { defaultCountry: country satisfies CountryCode } : {}),
  });

/** As the country dials it; where it does not dial 00 for abroad, people from elsewhere still write it. */
function read(text: string, country: string): PhoneNumber | undefined {
  const number = parsed(text, country);
  if (number?.isValid() || !/^\(?00/.test(text)) return number;
  return parsed(text.replace(/^\(?00\)?/, '+'), country) ?? number;
}

/**
 * Reads what a person types: spaces, dots, brackets, any script's digits, +, 00 or tel: in front; without a country
 * code it is a number of `country`. Only numbers of `countries` pass, and only kinds that ring a person at an ordinary
 * price: not premium, shared cost, toll-free, UAN, pager, satellite, nor a short code. `shown` is the international
 * format. An extension is `invalid`, since a call could not dial it.
 */
export function readPhone(text: string, input: { country: string; countries: readonly string[] }): ReadPhone {
  const number = read(plain(text), input.country);
  if (number?.isNonGeographic()) return { ok: false, reason: 'kind' };
  if (!number?.isValid() || number.ext) return { ok: false, reason: 'invalid' };
  if (!CALLED.has(number.getType())) return { ok: false, reason: 'kind' };
  if (!number.country || !input.countries.includes(number.country)) return { ok: false, reason: 'country' };
  return { ok: true, e164: number.number, country: number.country, shown: number.formatInternational() };
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
let byOneName: ReadonlyMap<string, string> | undefined;

/** The country (ISO 3166) of an IANA zone, a first guess at how a national number is meant; null when none is told. */
export function countryOfZone(zone: string): string | null {
  const known = COUNTRY_OF_ZONE.get(zone);
  if (known !== undefined || !zone.includes('/')) return known ?? null;
  byOneName ??= new Map([...COUNTRY_OF_ZONE].map(([name, country]) => [canonicalZone(name), country]));
  return byOneName.get(canonicalZone(zone)) ?? null;
}

/** An E.164 number as people read it, in its international format. */
export const shownNumber = (e164: string): string => parsePhoneNumber(e164)?.formatInternational() ?? e164;
