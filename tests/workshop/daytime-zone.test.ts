import { expect, it } from 'vitest';
import { zoneInDaytime } from '../helpers/daytime-zone.ts';

it('finds day somewhere at every hour, whatever the season', () => {
  const start = Date.UTC(2026, 0, 1);
  for (let hour = 0; hour < 366 * 24; hour += 25) expect(zoneInDaytime(start + hour * 3_600_000)).toContain('/');
});
