import { getCountries } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { countryOfZone, readPhone } from '../../server/domain/telephone.ts';

const HOUSE = ['FR', 'IT', 'JP', 'US', 'GB', 'GG', 'CN', 'AE', 'AU'];
const read = (text: string, country: string | null = 'FR', countries = HOUSE) =>
  readPhone(text, { country, countries });
const number = (text: string, country?: string | null, countries?: string[]) => {
  const found = read(text, country, countries);
  return found.ok ? found.e164 : found.reason;
};

describe('W08: a number is read as people type it', () => {
  test.each([
    // typed, country, E.164
    ['01 42 60 12 34', 'FR', '+33142601234'],
    ['01.42.60.12.34', 'FR', '+33142601234'],
    ['01-42-60-12-34', 'FR', '+33142601234'],
    ['01–42–60–12–34', 'FR', '+33142601234'],
    ['01/42/60/12/34', 'FR', '+33142601234'],
    ['  0142601234  ', 'FR', '+33142601234'],
    ['01 42 60 12 34', 'FR', '+33142601234'],
    ['+33 1 42 60 12 34', 'US', '+33142601234'],
    ['+33 (0)1 42 60 12 34', 'US', '+33142601234'],
    ['0033 1 42 60 12 34', 'FR', '+33142601234'],
    ['0033 (0)1 42 60 12 34', 'FR', '+33142601234'],
    ['00 33 1 42 60 12 34', 'US', '+33142601234'],
    ['(00) 33 1 42 60 12 34', 'JP', '+33142601234'],
    ['011 33 1 42 60 12 34', 'US', '+33142601234'],
    ['0011 33 1 42 60 12 34', 'AU', '+33142601234'],
    ['33142601234', 'FR', '+33142601234'],
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['(212) 736-5000', 'US', '+12127365000'],
    ['1 212 736 5000', 'US', '+12127365000'],
    ['212.736.5000', 'US', '+12127365000'],
    ['03-1234-5678', 'JP', '+81312345678'],
    ['０９０－１２３４－５６７８', 'JP', '+819012345678'],
    ['＋８１ ９０ １２３４ ５６７８', 'FR', '+819012345678'],
    ['٠١ ٤٢ ٦٠ ١٢ ٣٤', 'FR', '+33142601234'],
    ['+۳۳ ۱ ۴۲ ۶۰ ۱۲ ۳۴', 'FR', '+33142601234'],
    ['०१ ४२ ६० १२ ३४', 'FR', '+33142601234'],
    ['๐๑ ๔๒ ๖๐ ๑๒ ๓๔', 'FR', '+33142601234'],
    ['06 1234 5678', 'IT', '+390612345678'],
    ['+39 06 1234 5678', 'FR', '+390612345678'],
    ['138 1234 5678', 'CN', '+8613812345678'],
    ['050 123 4567', 'AE', '+971501234567'],
    ['07400 123456', 'GB', '+447400123456'],
    ['070 1234 5678', 'GB', '+447012345678'],
    ['tel:+33-1-42-60-12-34', 'US', '+33142601234'],
    ['TEL:01 42 60 12 34', 'FR', '+33142601234'],
    // As a phone's address book copies it, wrapped in invisible marks.
    ['\u202a+33 1 42 60 12 34\u202c', 'US', '+33142601234'],
    ['\u200e+33 1 42\u200b60 12 34\ufeff', 'US', '+33142601234'],
    ['+33 1 42 60 12 34', 'not a country', '+33142601234'],
  ])('%s typed in %s is %s', (typed, country, e164) => {
    expect(number(typed, country)).toBe(e164);
  });

  test('what is shown is the international format, and the country is the number’s own', () => {
    expect(read('06 12 34 56 78')).toEqual({
      ok: true,
      e164: '+33612345678',
      country: 'FR',
      shown: '+33 6 12 34 56 78',
    });
    expect(read('+44 7911 123456')).toEqual({
      ok: true,
      e164: '+447911123456',
      country: 'GG',
      shown: '+44 7911 123456',
    });
    expect(read('2127365000', 'US')).toEqual({
      ok: true,
      e164: '+12127365000',
      country: 'US',
      shown: '+1 212 736 5000',
    });
  });
});

describe('W08: numbers that the house does not call', () => {
  test.each([
    ['premium, American', '+1 900 234 5678', 'US'],
    ['premium, at home', '900 234 5678', 'US'],
    ['premium, French', '0892 70 12 34', 'FR'],
    ['premium, Japanese', '0990 504 321', 'JP'],
    ['shared cost', '0810 123 456', 'FR'],
    ['toll-free', '0800 123 456', 'FR'],
    ['universal access', '0570 000 123', 'JP'],
    ['pager', '07640 123456', 'GB'],
    ['Inmarsat', '+870 773 111 222', 'FR'],
    ['Iridium', '+881 6 1234 5678', 'FR'],
    ['+882', '+882 16 1234567', 'FR'],
    ['+882, dialled with 00', '00882 16 1234567', 'FR'],
    ['+883', '+883 5100 1234 5678', 'FR'],
    ['+883, too short', '+883 510', 'FR'],
    ['universal freephone', '+800 1234 5678', 'FR'],
    ['international premium', '+979 1 2345 6789', 'FR'],
  ])('%s: %s', (_, typed, country) => {
    expect(read(typed, country)).toEqual({ ok: false, reason: 'kind' });
    expect(read(typed, country, [...getCountries()])).toEqual({ ok: false, reason: 'kind' });
  });

  test.each([
    ['nothing', '', 'FR'],
    ['spaces', '   ', 'FR'],
    ['a plus', '+', 'FR'],
    ['a word', 'call me', 'FR'],
    ['a word before a number', 'call +33 1 42 60 12 34', 'FR'],
    ['two numbers', '01 42 60 12 34 / 06 12 34 56 78', 'FR'],
    ['letters for digits', '1-800-FLOWERS', 'US'],
    ['an e-mail', 'camille@example.com', 'FR'],
    ['too few digits', '01 42 60 12', 'FR'],
    ['too many digits', '01 42 60 12 34 56', 'FR'],
    ['a country code that is none', '+999 123 456 789', 'FR'],
    ['an emergency', '112', 'FR'],
    ['an emergency, American', '911', 'US'],
    ['an emergency behind a country code', '+1 911', 'US'],
    ['a short code', '3639', 'FR'],
    ['a short code for texts', '40404', 'US'],
    ['directory enquiries', '118 218', 'FR'],
    ['a drama number', '+44 7700 900123', 'FR'],
    ['an extension', '+33 1 42 60 12 34 ext. 12', 'FR'],
    ['an extension of a link', 'tel:+33-1-42-60-12-34;ext=12', 'FR'],
    ['a link in a link', 'tel:tel:0142601234', 'FR'],
    ['a thousand digits', '1'.repeat(1000), 'FR'],
    ['half a surrogate', '\ud800', 'FR'],
  ])('%s is no number', (_, typed, country) => {
    expect(read(typed, country)).toEqual({ ok: false, reason: 'invalid' });
  });

  test.each([
    ['+49 30 901820', 'Berlin'],
    ['+1 809 555 1234', 'Santo Domingo, by +1'],
    ['+1 604 555 1234', 'Vancouver, by +1'],
    ['+7 701 123 4567', 'Kazakhstan, by +7'],
    ['+590 690 12 34 56', 'Guadeloupe'],
  ])('%s is in a foreign country: %s', (typed) => {
    expect(read(typed)).toEqual({ ok: false, reason: 'country' });
  });

  test('the country typed from does not open a country that the house does not call', () => {
    expect(read('030 901820', 'DE')).toEqual({ ok: false, reason: 'country' });
    expect(read('030 901820', 'DE', ['DE'])).toMatchObject({ ok: true, country: 'DE' });
  });
});

describe('W08: every country is called unless the house lists its own', () => {
  test.each([
    ['+41 44 201 12 34', 'Zurich', 'CH'],
    ['+377 93 15 00 00', 'Monaco', 'MC'],
    ['+1 604 555 1234', 'Vancouver', 'CA'],
    ['+1 809 555 1234', 'Santo Domingo', 'DO'],
    ['+7 701 123 4567', 'Almaty', 'KZ'],
    ['+590 690 12 34 56', 'Guadeloupe', 'GP'],
    ['+850 2 123 4567', 'Pyongyang', 'KP'],
  ])('%s is taken: %s', (typed, _, country) => {
    expect(read(typed, 'FR', [])).toMatchObject({ ok: true, country });
  });

  test.each([
    ['+1 900 234 5678'],
    ['+1 900 123 4567'],
    ['+881 6 1234 5678'],
    ['+882 16 1234567'],
    ['+870 773 111 222'],
    ['+٨٨٢ ١٦ ١٢٣٤٥٦٧'],
    ['0892 70 12 34'],
    ['+1 822 555 0142'],
    ['+1 880 555 0142'],
    ['+1 700 555 0142'],
    // Shorter or longer than the tables know, and yet all that begins like it is premium.
    ['+44 906 123456'],
    ['+44 871 1234'],
    ['+49 900 1234'],
    ['+61 190 123456'],
    ['+81 990 12345'],
    ['+43 900 1234'],
  ])('premium, satellite and special are not: %s', (typed) => {
    expect(read(typed, 'FR', [])).toEqual({ ok: false, reason: 'kind' });
  });

  test.each([
    ['3639', 'FR'],
    ['112', 'FR'],
    ['911', 'US'],
    ['911 555 0142', 'US'],
    ['+1 212 123 4567', 'US'],
    ['+1 199 555 0142', 'US'],
    ['555-0142', 'US'],
    ['+44 7700 900123', 'GB'],
    // The zero in front is the country's own, and what is left fits no length.
    ['0900 123', 'GB'],
    ['+44 0900 123', 'FR'],
    ['0000000', 'GB'],
    ['00 00 00 00 00', 'FR'],
    ['0900 12345', 'CH'],
    ['0600 12', 'SE'],
    ['1-800-FLOWERS', 'US'],
    ['tel:+33-1-42-60-12-34;ext=12', 'FR'],
    ['tel:112', 'FR'],
    ['9'.repeat(64), 'FR'],
    ['+'.repeat(64), 'FR'],
  ])('nor numbers that nobody can have: %s', (typed, country) => {
    expect(read(typed, country, [])).toEqual({ ok: false, reason: 'invalid' });
  });
});

describe('case 24: an area code that is newer than the tables', () => {
  test.each(['861', '679', '436', '624'])('(%s) is taken: its length fits, and a person dials it', (area) => {
    expect(read(`(${area}) 555-0142`, 'US', [])).toMatchObject({ ok: true, e164: `+1${area}5550142`, country: 'US' });
    expect(read(`+1 ${area} 555 0142`, null, [])).toMatchObject({ ok: true, country: 'US' });
    expect(read(`${area} 555 0142`, 'CA', ['CA'])).toMatchObject({ ok: true, country: 'CA' });
    expect(read(`${area} 555 0142`, 'US', ['FR'])).toEqual({ ok: false, reason: 'country' });
  });

  test('in another country too, but not where all that begins so is special', () => {
    expect(number('+44 2999 123456', null, [])).toBe('+442999123456');
    expect(number('+33 8 36 12 34 56', null, [])).toBe('kind');
  });
});

describe('case 23: where nothing tells the country of a number, it is asked for', () => {
  test.each([['06 1234 5678'], ['07400 123456'], ['(212) 736-5000'], ['01.42.60.12.34'], ['٠١ ٤٢ ٦٠ ١٢ ٣٤']])(
    '%s needs its country',
    (typed) => expect(read(typed, null, [])).toEqual({ ok: false, reason: 'code' }),
  );

  test('also where the country that was told is none', () => {
    expect(read('06 1234 5678', 'ZZ', [])).toEqual({ ok: false, reason: 'code' });
  });

  test.each([['+39 06 1234 5678'], ['0039 06 1234 5678'], ['＋39 06 1234 5678'], ['tel:+39-06-1234-5678']])(
    '%s says it itself',
    (typed) => expect(read(typed, null, [])).toMatchObject({ ok: true, e164: '+390612345678', country: 'IT' }),
  );

  test.each([['12'], ['112'], ['call me'], [''], ['1-800-FLOWERS'], ['3639'], ['1'.repeat(40)]])(
    '%s is no number in any country',
    (typed) => expect(read(typed, null, [])).toEqual({ ok: false, reason: 'invalid' }),
  );
});

describe('the country of a zone', () => {
  test.each([
    ['Europe/Paris', 'FR'],
    ['Europe/Rome', 'IT'],
    ['Europe/Monaco', 'MC'],
    ['Europe/Oslo', 'NO'],
    ['Europe/Kyiv', 'UA'],
    ['Europe/Kiev', 'UA'],
    ['Asia/Tokyo', 'JP'],
    ['Asia/Kolkata', 'IN'],
    ['Asia/Calcutta', 'IN'],
    ['Asia/Dubai', 'AE'],
    ['Asia/Kuwait', 'KW'],
    ['Asia/Hong_Kong', 'HK'],
    ['America/New_York', 'US'],
    ['US/Eastern', 'US'],
    ['America/Toronto', 'CA'],
    ['America/Argentina/Buenos_Aires', 'AR'],
    ['America/Sao_Paulo', 'BR'],
    ['Australia/Lord_Howe', 'AU'],
    ['Pacific/Auckland', 'NZ'],
    ['Pacific/Apia', 'WS'],
  ])('%s lies in %s', (name, country) => {
    expect(countryOfZone(name)).toBe(country);
  });

  test('a zone that is no place has none', () => {
    const nowhere = ['UTC', 'Etc/GMT+5', 'Etc/GMT-1', 'Etc/UTC', 'EST', 'GMT', '+05:30', 'Iceland'];
    expect(nowhere.map(countryOfZone)).toEqual(nowhere.map(() => null));
  });

  test('every zone that Intl knows has a country, but for the poles, Iceland, and five islands nobody telephones to', () => {
    const without = Intl.supportedValuesOf('timeZone').filter((name) => countryOfZone(name) === null);
    const islands = without.filter((name) => !/^(Antarctica|Etc)\/|^UTC$/.test(name));
    expect(islands.map((name) => name.split('/')[1]).sort()).toEqual([
      'Kerguelen',
      'Midway',
      'Pitcairn',
      'Reykjavik',
      'South_Georgia',
      'Wake',
    ]);
  });
});
