import { describe, expect, test } from 'vitest';
import { type House, houseSchema } from '../../protocol/house.ts';
import { type HouseState, houseDifference } from '../../server/domain/house-difference.ts';

const PARIS = {
  id: 'paris',
  kind: 'boutique',
  name: 'Rue de la Paix',
  city: 'Paris',
  country: 'FR',
  zone: 'Europe/Paris',
  hours: { tue: ['10:00-19:00'], except: { '2026-12-25': [] } },
  number: '+33142601234',
};
const TOKYO = {
  id: 'tokyo',
  kind: 'boutique',
  name: 'Ginza',
  city: 'Tokyo',
  country: 'JP',
  zone: 'Asia/Tokyo',
  hours: {},
};
const CAMILLE = {
  email: 'camille@maison.example',
  firstName: 'Camille',
  lastName: 'Laurent',
  title: 'Advisor',
  place: 'paris',
  languages: ['fr', 'en'],
  expertise: ['Jewellery', 'Watches'],
};
const HANA = {
  ...CAMILLE,
  email: 'hana@maison.example',
  firstName: 'Hana',
  lastName: 'Sato',
  place: 'tokyo',
  languages: ['ja'],
};

const file = (but: Record<string, unknown> = {}): House =>
  houseSchema.parse({
    brand: { id: 'maison', name: 'Maison', language: 'fr' },
    origins: ['self', 'https://maison.example'],
    places: [PARIS, TOKYO],
    people: [CAMILLE, HANA],
    notice: { version: '2026-01' },
    ...but,
  });

/** A house once applied, as a store gives it back: through JSON, keys in another order. */
function applied({ brand, ...house }: House): HouseState {
  const turned = Object.fromEntries(
    Object.entries({ ...house, brand: brand.id, name: brand.name, language: brand.language }).reverse(),
  );
  return JSON.parse(JSON.stringify(turned)) as HouseState;
}
const lines = (before: HouseState | null, after: House) => houseDifference(before, after).map(({ says }) => says);

test('a house applied twice changes nothing', () => {
  expect(houseDifference(applied(file()), file())).toEqual([]);
});

test('a new house is its brand, its places and its people', () => {
  const changes = houseDifference(null, file());
  expect(changes.map(({ kind }) => kind)).toEqual([
    'brand_added',
    'place_added',
    'place_added',
    'person_added',
    'person_added',
  ]);
  expect(changes.map(({ says }) => says)).toEqual([
    'brand maison: new, Maison',
    'place paris: new, Rue de la Paix, Paris',
    'place tokyo: new, Ginza, Tokyo',
    'person camille@maison.example: new, Camille Laurent, Advisor, paris',
    'person hana@maison.example: new, Hana Sato, Advisor, tokyo',
  ]);
});

describe('each change has a line that an operator reads', () => {
  const { number: _, ...noNumber } = PARIS;
  test.each([
    [
      'a new name of the house',
      { brand: { id: 'maison', name: 'Maison Aurèle', language: 'fr' } },
      ['brand: name "Maison" -> "Maison Aurèle"'],
    ],
    [
      'another origin',
      { origins: ['https://www.maison.example', 'self'] },
      ['house: origins https://maison.example, self -> https://www.maison.example, self'],
    ],
    [
      'a longer ring',
      { policy: { offerMs: 30_000, countries: ['FR'] } },
      ['policy: offerMs 25000 -> 30000; countries none -> FR'],
    ],
    [
      'a new notice',
      { notice: { version: '2026-02', url: 'https://maison.example/privacy' } },
      ['notice: version "2026-01" -> "2026-02"; url none -> "https://maison.example/privacy"'],
    ],
    [
      'other hours',
      {
        places: [
          {
            ...PARIS,
            hours: {
              tue: ['10:00-13:00', '14:00-19:00'],
              wed: ['10:00-19:00'],
              except: { '2026-12-24': ['10:00-16:00'] },
            },
          },
          TOKYO,
        ],
      },
      [
        'place paris: hours on Tuesday 10:00-19:00 -> 10:00-13:00, 14:00-19:00; hours on Wednesday closed -> 10:00-19:00; hours on 2026-12-25 closed -> as on the weekday; hours on 2026-12-24 as on the weekday -> 10:00-16:00',
      ],
    ],
    ['a number taken away', { places: [noNumber, TOKYO] }, ['place paris: number "+33142601234" -> none']],
    [
      'a place that closed, and her who moved',
      { places: [PARIS], people: [CAMILLE, { ...HANA, place: 'paris' }] },
      ['place tokyo: closed', 'person hana@maison.example: place "tokyo" -> "paris"'],
    ],
    [
      'a promotion',
      { people: [{ ...CAMILLE, title: 'Director', role: 'manager', reach: 'boutique', capacity: 5 }, HANA] },
      [
        'person camille@maison.example: title "Advisor" -> "Director"; role "associate" -> "manager"; reach "own" -> "boutique"; capacity 3 -> 5',
      ],
    ],
    [
      'a first portrait',
      { people: [{ ...CAMILLE, portrait: 'camille.webp' }, HANA] },
      ['person camille@maison.example: portrait none -> "camille.webp"'],
    ],
    ['a person gone', { people: [CAMILLE] }, ['person hana@maison.example: removed']],
  ])('%s', (_, but, says) => {
    expect(lines(applied(file()), file(but))).toEqual(says);
  });
});

test('a change carries what is to be stored', () => {
  const after = file({ people: [{ ...CAMILLE, capacity: 4 }] });
  expect(houseDifference(applied(file()), after)).toMatchObject([
    { kind: 'person_changed', person: { email: 'camille@maison.example', capacity: 4 } },
    { kind: 'person_removed', email: 'hana@maison.example' },
  ]);
});

test('the order of languages counts, the order of origins and of expertise does not', () => {
  const turned = { ...CAMILLE, expertise: ['Watches', 'Jewellery'] };
  expect(lines(applied(file()), file({ origins: ['https://maison.example', 'self'], people: [HANA, turned] }))).toEqual(
    [],
  );
  expect(lines(applied(file()), file({ people: [{ ...CAMILLE, languages: ['en', 'fr'] }, HANA] }))).toEqual([
    'person camille@maison.example: languages fr, en -> en, fr',
  ]);
});

test('two lists that read alike are still two', () => {
  const one = file({ people: [{ ...CAMILLE, expertise: ['Rings, gold'] }, HANA] });
  const two = file({ people: [{ ...CAMILLE, expertise: ['Rings', 'gold'] }, HANA] });
  expect(houseDifference(applied(one), two)).toHaveLength(1);
});
