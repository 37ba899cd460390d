// @vitest-environment jsdom

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepFresh } from '../../widget/models/keep-fresh.ts';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what throws has failed: it is asked for again, less and less often', async () => {
  const asked: number[] = [];
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const stop = keepFresh(async () => {
    asked.push(Date.now());
    throw new Error('no');
  });
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  stop();
  expect(asked.length).toBeGreaterThan(2);
  const pauses = asked.slice(1).map((at, i) => at - (asked[i] as number));
  expect(pauses.at(-1)).toBeGreaterThan(pauses[0] as number);
  expect(warned).toHaveBeenCalled();
});

test('what it asks comes every ten seconds while it is answered, and ends when it is told to', async () => {
  let asked = 0;
  const stop = keepFresh(async () => ++asked > 0);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(asked).toBeGreaterThanOrEqual(5);
  stop();
  const last = asked;
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(asked).toBe(last);
  expect(vi.getTimerCount()).toBe(0);
});
