import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestPlaces } from '../../server/domain/nearest-place.ts';
import { instant, RUNS, utc, zone } from './clocks.ts';

const place = (id: string, name: string) => ({ id, zone: name });
const HOUSE = [
  place('tokyo', 'Asia/Tokyo'),
  place('new-york', 'America/New_York'),
  place('milan', 'Europe/Rome'),
  place('paris', 'Europe/Paris'),
];
const SUMMER = utc('2026-07-01T12:00');

test.each([
  ['Europe/Paris', SUMMER, ['paris', 'milan', 'new-york', 'tokyo']],
  ['Europe/Rome', SUMMER, ['milan', 'paris', 'new-york', 'tokyo']],
  ['Europe/London', SUMMER, ['milan', 'paris', 'new-york', 'tokyo']],
  ['America/Los_Angeles', SUMMER, ['new-york', 'tokyo', 'milan', 'paris']],
  ['US/Eastern', SUMMER, ['new-york', 'milan', 'paris', 'tokyo']],
  ['Asia/Dubai', SUMMER, ['milan', 'paris', 'tokyo', 'new-york']],
  // Round the globe: from +14 it is five hours to Tokyo, six to New York at -4.
  ['Pacific/Kiritimati', SUMMER, ['tokyo', 'new-york', 'milan', 'paris']],
  // Africa at the hour of Paris: neither is on her continent, so the name decides.
  ['Africa/Lagos', utc('2026-01-15T12:00'), ['milan', 'paris', 'new-york', 'tokyo']],
] as const)('from %s the places stand in order', (hers, at, order) => {
  expect(nearestPlaces(HOUSE, hers, at).map(({ id }) => id)).toEqual(order);
});

test('at the same distance her own continent comes first', () => {
  const two = [place('a-lagos', 'Africa/Lagos'), place('b-berlin', 'Europe/Berlin')];
  expect(nearestPlaces(two, 'Europe/Madrid', utc('2026-01-15T12:00')).map(({ id }) => id)).toEqual([
    'b-berlin',
    'a-lagos',
  ]);
});

test('distance is that of the instant: in summer London keeps the time of Lagos', () => {
  const two = [place('lagos', 'Africa/Lagos'), place('reykjavik', 'Atlantic/Reykjavik')];
  const nearest = (at: number) => nearestPlaces(two, 'Europe/London', at)[0]?.id;
  expect(nearest(utc('2026-03-29T00:59'))).toBe('reykjavik');
  expect(nearest(utc('2026-03-29T01:00'))).toBe('lagos');
});

test('two names of a zone are the same zone', () => {
  const two = [place('a', 'Asia/Colombo'), place('b', 'Asia/Kolkata')];
  expect(nearestPlaces(two, 'Asia/Calcutta', SUMMER)[0]?.id).toBe('b');
});

test('every place stands in the order once, whatever order they came in', () => {
  fc.assert(
    fc.property(fc.array(zone, { maxLength: 12 }), zone, instant, (zones, hers, at) => {
      const places = zones.map((name, i) => place(`p${i}`, name));
      const order = nearestPlaces(places, hers, at);
      expect(new Set(order)).toEqual(new Set(places));
      expect(nearestPlaces([...places].reverse(), hers, at)).toEqual(order);
    }),
    RUNS,
  );
});
