import { describe, expect, test } from 'vitest';
import type { There } from '../../protocol/there.ts';
import { answeringPlace, servingPlaces } from '../../server/domain/answering.ts';
import { isNight } from '../../server/domain/night.ts';
import { isOpen } from '../../server/domain/opening-hours.ts';
import { answeredBy, openQuarter, quarterUp } from '../../server/domain/quarter.ts';
import type { AssociateRow, House, PlaceRow } from '../../server/domain/rows.ts';
import { type Staff, thereToCall, thereToWrite } from '../../server/domain/there.ts';
import { associateRow, brandRow, MAISON, placeRow } from '../helpers/cast.ts';
import { hoursOf, utc } from './clocks.ts';

const houseOf = (places: PlaceRow[], people: AssociateRow[], policy: object = {}): House => ({
  brand: brandRow(MAISON, policy),
  places: new Map(places.map((place) => [place.id, place])),
  associates: new Map(people.map((one) => [one.id, one])),
});

const CAMBON = placeRow('paris', { hours: { ...hoursOf(['10:00-18:00']), sun: [] } });
const PETITE = houseOf([CAMBON], [associateRow('Odile', { languages: ['en'] })]);
/** A Tuesday in November: 13:35 in Paris, 01:35 in Auckland. */
const NOW = utc('2026-11-24T12:35');
const NONE: Staff = { kind: 'none' };
const asking = (set: object = {}) => ({ language: 'en', zone: 'Europe/Paris', now: NOW, wish: null, ...set });

describe('who is there for her', () => {
  const place = { id: 'paris' };
  const away = houseOf(
    [CAMBON, placeRow('tokyo', { zone: 'Asia/Tokyo' })],
    [associateRow('Odile', { languages: ['en'] })],
  );
  test.each<[string, House, object, Staff, object, object]>([
    ['somebody is free', PETITE, {}, { kind: 'free', places: ['paris'] }, { kind: 'free' }, { kind: 'free' }],
    [
      'all are with clients',
      PETITE,
      {},
      { kind: 'with_clients', places: ['paris'] },
      { kind: 'with_clients', place, at: utc('2026-11-24T13:45') },
      { kind: 'with_clients', place, at: utc('2026-11-24T12:45') },
    ],
    [
      'open, and nobody there',
      away,
      {},
      NONE,
      { kind: 'nobody_here', place, at: utc('2026-11-24T13:45') },
      { kind: 'nobody_here', place, at: utc('2026-11-24T12:45') },
    ],
    [
      'closed until the next opening',
      PETITE,
      { now: utc('2026-11-24T18:20') },
      NONE,
      { kind: 'closed', place, at: utc('2026-11-25T09:00') },
      { kind: 'closed', place, at: utc('2026-11-25T09:00') },
    ],
    [
      'nobody speaks her language',
      PETITE,
      { language: 'pt-BR' },
      NONE,
      { kind: 'never', why: 'language' },
      { kind: 'never', why: 'language' },
    ],
    [
      'the house keeps it to itself, and nobody of it speaks her language',
      PETITE,
      { language: 'pt-BR' },
      { kind: 'untold' },
      { kind: 'never', why: 'language' },
      { kind: 'never', why: 'language' },
    ],
    ['the house keeps it to itself', PETITE, {}, { kind: 'untold' }, { kind: 'untold' }, { kind: 'untold' }],
  ])('%s', (_what, house, set, staff, write, call) => {
    expect(thereToWrite(house, asking(set), staff)).toMatchObject(write);
    expect(thereToCall(house, asking(set), staff)).toMatchObject(call);
  });

  test.each(['Pacific/Auckland', 'Pacific/Honolulu', 'Pacific/Fiji'])(
    'no time of day suits both, and nothing is promised into her night, in %s (case 22)',
    (zone) => {
      expect(thereToCall(PETITE, asking({ zone }), NONE)).toEqual({ kind: 'never', why: 'night' });
      expect(thereToCall(PETITE, asking({ zone }), { kind: 'free', places: ['paris'] })).toEqual({ kind: 'free' });
    },
  );

  test('a place by appointment, and one closed for more than sixty days, promise no call (case 22)', () => {
    const appointment = houseOf([{ ...CAMBON, hours: hoursOf([]) }], [associateRow('Odile', { languages: ['en'] })]);
    expect(thereToCall(appointment, asking(), NONE)).toEqual({ kind: 'never', why: 'hours' });
    expect(thereToWrite(appointment, asking(), NONE)).toEqual({ kind: 'never', why: 'hours' });
    const closed = { ...hoursOf([]), except: { '2027-03-01': ['10:00-18:00'] } };
    const winter = houseOf([{ ...CAMBON, hours: closed }], [associateRow('Odile', { languages: ['en'] })]);
    expect(thereToCall(winter, asking(), NONE)).toEqual({ kind: 'never', why: 'hours' });
    expect(thereToWrite(winter, asking(), NONE)).toMatchObject({ kind: 'closed', at: utc('2027-03-01T09:00') });
  });

  test('a stranger who asks from the other side of the world costs a house of many places little more', () => {
    const places = Array.from({ length: 100 }, (_, i) => ({ ...CAMBON, id: `p${i}` }));
    const people = places.map(({ id }) => associateRow(id, { place: id, languages: ['en'] }));
    let spans = 0;
    const hours = new Proxy(CAMBON.hours, {
      get: (of, day) => {
        spans += 1;
        return Reflect.get(of, day);
      },
    });
    const many = houseOf(
      places.map((place) => ({ ...place, hours })),
      people,
    );
    expect(thereToCall(many, asking({ zone: 'Pacific/Auckland' }), NONE)).toEqual({ kind: 'never', why: 'night' });
    // Sixty days are gone through once, not once for each place.
    expect(spans).toBeLessThan(100 * 40);
  });

  test('with presence kept to itself a call tells hours, and nothing of people', () => {
    const evening = asking({ now: utc('2026-11-24T18:20') });
    expect(thereToCall(PETITE, evening, { kind: 'untold' })).toMatchObject({ kind: 'closed' });
  });
});

describe('times that a person would say', () => {
  test('are quarters of an hour inside hours, at any minute of any day', () => {
    const zones = ['Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Australia/Adelaide', 'Pacific/Auckland'];
    const { policy } = PETITE.brand;
    const saidOf = (there: There) => ('at' in there ? there.at : null);
    for (let now = utc('2026-11-23T00:00'); now < utc('2026-11-30T00:00'); now += 17 * 60_000 + 1) {
      for (const zone of zones) {
        for (const said of [
          saidOf(thereToWrite(PETITE, asking({ now, zone }), NONE)),
          saidOf(thereToCall(PETITE, asking({ now, zone }), NONE)),
        ]) {
          if (said === null) continue;
          expect(said).toBe(quarterUp(said));
          expect(said).toBeGreaterThanOrEqual(now);
          expect(isOpen(CAMBON.hours, CAMBON.zone, said)).toBe(true);
        }
        const call = saidOf(thereToCall(PETITE, asking({ now, zone }), NONE));
        if (call !== null) expect(isNight(zone, call, policy)).toBe(false);
      }
    }
  });

  test('an answer that would fall after closing is due an hour after the next opening', () => {
    expect(answeredBy(CAMBON, utc('2026-11-24T16:40'), 3600_000)).toBe(utc('2026-11-25T10:00'));
    // At the stroke of closing the place is closed.
    expect(answeredBy(CAMBON, utc('2026-11-24T16:00'), 3600_000)).toBe(utc('2026-11-25T10:00'));
    expect(answeredBy(CAMBON, utc('2026-11-24T15:50'), 3600_000)).toBe(utc('2026-11-25T10:00'));
    expect(answeredBy(CAMBON, utc('2026-11-24T15:40'), 3600_000)).toBe(utc('2026-11-24T16:45'));
  });

  test('where a place is open for less than an hour, its opening itself', () => {
    const brief = { hours: hoursOf(['10:10-10:40']), zone: 'Europe/Paris' };
    expect(answeredBy(brief, utc('2026-11-24T09:10'), 3600_000)).toBe(utc('2026-11-25T09:15'));
    expect(openQuarter(brief, utc('2026-11-24T09:20'))).toBe(utc('2026-11-24T09:30'));
    expect(openQuarter({ ...brief, hours: hoursOf(['10:05-10:10']) }, NOW)).toBe(utc('2026-11-25T09:05'));
    expect(openQuarter({ ...brief, hours: hoursOf([]) }, NOW)).toBeNull();
  });
});

describe('places are named to her', () => {
  const people = ['paris', 'milan', 'tokyo', 'clients'].map((place) =>
    associateRow(place, { place, languages: ['en'] }),
  );
  const milan = placeRow('milan', { city: 'Milan', zone: 'Europe/Rome', hours: hoursOf(['14:00-18:00']) });
  const clients = placeRow('clients', { kind: 'client_services', hours: hoursOf(['00:00-24:00']) });
  const house = houseOf([clients, placeRow('tokyo', { zone: 'Asia/Tokyo' }), milan, CAMBON], people);
  const named = (set: object) => servingPlaces(house, asking(set)).map(({ id }) => id);

  test('her page’s place, her nearest open one, then by nearness; client services last', () => {
    expect(named({})).toEqual(['paris', 'milan', 'tokyo', 'clients']);
    // Milan is nearest, but closed at noon.
    expect(named({ zone: 'Europe/Rome', now: utc('2026-11-24T12:00') })).toEqual([
      'paris',
      'milan',
      'tokyo',
      'clients',
    ]);
    expect(named({ zone: 'Europe/Rome', now: utc('2026-11-24T14:00') })).toEqual([
      'milan',
      'paris',
      'tokyo',
      'clients',
    ]);
    expect(named({ wish: 'tokyo' })).toEqual(['tokyo', 'paris', 'milan', 'clients']);
  });

  test('client services alone where nothing else serves her language, and no place where nothing does', () => {
    const one = houseOf(
      [clients, CAMBON],
      [associateRow('a', { place: 'clients', languages: ['pt'] }), associateRow('b', { languages: ['fr'] })],
    );
    expect(servingPlaces(one, asking({ language: 'pt' })).map(({ id }) => id)).toEqual(['clients']);
    expect(servingPlaces(one, asking({ language: 'nl' }))).toEqual([]);
    expect(answeringPlace(one, asking({ language: 'nl' }))).toEqual({ kind: 'never', why: 'language' });
  });
});
