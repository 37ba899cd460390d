import parsePhoneNumber, { type NumberType, type PhoneNumber } from 'libphonenumber-js/max';

/** `special`: premium, shared cost, toll-free, universal access, pager. `none`: nobody can have this number. */
export type NumberKind = 'ordinary' | 'special' | 'none';

/** Numbers that ring one person at an ordinary price. Undefined: valid in a country that does not tell its kinds. */
const ORDINARY: ReadonlySet<NumberType> = new Set<NumberType>([
  undefined,
  'MOBILE',
  'FIXED_LINE',
  'FIXED_LINE_OR_MOBILE',
  'VOIP',
  'PERSONAL_NUMBER',
]);

/** Of a number that the tables know. */
export const kindOf = (number: PhoneNumber): NumberKind => (ORDINARY.has(number.getType()) ? 'ordinary' : 'special');

/** North America: no code or exchange begins with 0 or 1, ends in 11, and no code has a 9 in its middle. */
const NORTH_AMERICAN = /^[2-9](?!11)[0-8]\d[2-9](?!11)\d{6}$/;
/** … and codes whose last digits are alike, 88x and a few others are kept for services, whatever comes of them. */
const NORTH_AMERICAN_SERVICE = /^(?:\d(\d)\1|88\d|456|710)/;

/**
 * Of a number that the tables do not know. Countries open new area codes faster than tables learn of them, and a person
 * dials: where its length fits and nothing is known of its first digits, it is taken for ordinary. It is none where its
 * first digits are known and the rest does not fit them, and special where all that begins like it is.
 */
export function kindOfUnknown(number: PhoneNumber): NumberKind {
  const { countryCallingCode: code, nationalNumber: national } = number;
  if (!number.isPossible()) return 'none';
  if (code === '1' && !NORTH_AMERICAN.test(national))
    return kindsAfter(code, national, 3) === 'special' ? 'special' : 'none';
  if (code === '1' && NORTH_AMERICAN_SERVICE.test(national)) return 'special';
  const near = kindsAfter(code, national, 3);
  if (near !== 'unknown') return near === 'special' ? 'special' : 'none';
  return [2, 1].some((digits) => kindsAfter(code, national, digits) === 'special') ? 'special' : 'ordinary';
}

const TAILS = [...'0123456789']
  .map((digit) => digit.repeat(14))
  .concat('12345678901234', '23456789012345', '50123456789012');

const KEPT = 4_096;
const known = new Map<string, NumberKind | 'unknown'>();

/** What the tables know of numbers of this length that share the first digits: all of one kind, or `ordinary` among them. */
function kindsAfter(code: string, national: string, digits: number): NumberKind | 'unknown' {
  const head = national.slice(0, digits);
  const key = `${code} ${head} ${national.length}`;
  const before = known.get(key);
  if (before) return before;
  const neighbours = TAILS.map((tail) => parsePhoneNumber(`+${code}${head}${tail.slice(0, national.length - digits)}`));
  const kinds = neighbours.flatMap((one) => (one?.isValid() ? kindOf(one) : []));
  const all = kinds.includes('ordinary') ? 'ordinary' : (kinds[0] ?? 'unknown');
  if (known.size >= KEPT) known.clear();
  known.set(key, all);
  return all;
}
