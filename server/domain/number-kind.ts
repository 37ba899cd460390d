import parsePhoneNumber, { Metadata, type NumberType, type PhoneNumber } from 'libphonenumber-js/max';

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
 * dials: where nothing is known of its first digits, and people's numbers in its country begin with its first and are as
 * long, it is taken for ordinary. It is none where its first digits are known and the rest or the length does not fit
 * them, and where it begins with the zero that its country dials in front; special where all that begins like it is, whatever its length: exchanges ring what is dialled too short or too
 * long all the same.
 */
export function kindOfUnknown(number: PhoneNumber): NumberKind {
  const { countryCallingCode: code, nationalNumber: national } = number;
  if (!number.isPossible()) return 'none';
  const own = [national.length];
  if (code === '1' && !NORTH_AMERICAN.test(national))
    return kindsAfter(code, national.slice(0, 3), own) === 'special' ? 'special' : 'none';
  if (code === '1' && NORTH_AMERICAN_SERVICE.test(national)) return 'special';
  const near = kindsAfter(code, national.slice(0, 3), own);
  if (near !== 'unknown') return near === 'special' ? 'special' : 'none';
  const lengths = lengthsOf(number);
  if (national.startsWith('0') && kindsAfter(code, '0', lengths) === 'unknown') return 'none';
  const alike = kindsAfter(code, national.slice(0, 3), lengths);
  if (alike === 'special') return 'special';
  if ([2, 1].some((digits) => kindsAfter(code, national.slice(0, digits), own) === 'special')) return 'special';
  // Nobody's number in its country begins so, or is as long: helplines and exchanges have lengths of their own.
  const neighbours = [...'0123456789'].map((digit) => kindsAfter(code, national.slice(0, 1) + digit, own));
  return alike === 'unknown' && neighbours.includes('ordinary') ? 'ordinary' : 'none';
}

/** The lengths that numbers of its country may have. */
function lengthsOf(number: PhoneNumber): number[] {
  const tables = new Metadata();
  for (const country of number.getPossibleCountries().slice(0, 1)) tables.selectNumberingPlan(country);
  return tables.numberingPlan?.possibleLengths() ?? [];
}

const TAILS = [...'0123456789']
  .map((digit) => digit.repeat(16))
  .concat('1234567890123456', '2345678901234567', '5012345678901234');

const KEPT = 4_096;
const known = new Map<string, NumberKind | 'unknown'>();

/** What the tables know of numbers of these lengths that share the first digits: all of one kind, or `ordinary` among them. */
function kindsAfter(code: string, head: string, lengths: readonly number[]): NumberKind | 'unknown' {
  const key = `${code} ${head} ${lengths.join()}`;
  const before = known.get(key);
  if (before) return before;
  const neighbours = lengths.flatMap((length) =>
    TAILS.map((tail) => parsePhoneNumber(`+${code}${head}${tail.slice(0, Math.max(0, length - head.length))}`)),
  );
  // What a country dials in front is read away: such a neighbour begins otherwise.
  const alike = neighbours.filter((one) => one?.isValid() && one.nationalNumber.startsWith(head));
  const kinds = alike.flatMap((one) => (one ? kindOf(one) : []));
  const all = kinds.includes('ordinary') ? 'ordinary' : (kinds[0] ?? 'unknown');
  if (known.size >= KEPT) known.clear();
  known.set(key, all);
  return all;
}
