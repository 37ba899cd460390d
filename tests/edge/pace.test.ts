import { expect, test } from 'vitest';
import { createPace } from '../../server/edge/pace.ts';

function paced(burst: number, perSecond: number) {
  const clock = { ms: 0 };
  return { clock, pace: createPace({ burst, perSecond }, () => clock.ms) };
}

test('so many in one go, then so many a second, each key by itself', () => {
  const { clock, pace } = paced(2, 10);
  expect([1, 2, 3].map(() => pace.take('one'))).toEqual([null, null, 100]);
  expect(pace.take('two')).toBeNull();
  clock.ms += 100;
  expect(pace.take('one')).toBeNull();
});

test('what was used beyond what was left is waited for', () => {
  const { clock, pace } = paced(100, 10);
  pace.spend('one', 150);
  expect(pace.waitFor('one', 0)).toBe(5_000);
  clock.ms += 5_000;
  expect(pace.waitFor('one', 0)).toBeNull();
  expect(pace.take('one')).toBe(100);
});
